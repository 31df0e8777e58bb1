import { screen } from '@testing-library/react';

import { parseComposerOptions } from '../../protocol/composerOptions';
import { showChat } from '../../ui/testing';

// jsdom has no layout.
Element.prototype.scrollIntoView = () => undefined;
HTMLElement.prototype.showPopover = () => undefined;

export const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
export const button = (name: string | RegExp) =>
  screen.getByRole<HTMLButtonElement>('button', { name });

const composer = parseComposerOptions({
  attachments: { enabled: true, maxCount: 2 },
  tools: [
    { id: 'search', label: 'Search the web', shortLabel: 'Search', placeholderOverride: 'Find…' },
    { id: 'deep', label: 'Deep research', pinned: true },
  ],
  models: [
    { id: 'fast', label: 'Fast', default: true },
    { id: 'large', label: 'Large', description: 'Thinks longer' },
    { id: 'old', label: 'Old', disabled: true },
  ],
  slashCommands: [
    { name: 'go', argsHint: '[place]', action: { type: 'submit_prompt', template: 'Go {{args}}' } },
    { name: 'outline', action: { type: 'insert_text', template: '# ' } },
  ],
});

export const options = { composer, entities: { search: true, click: true, preview: true } };

/** A chat whose composer has everything that a host can give it. */
export function showComposer(parts: Parameters<typeof showChat>[1] = {}) {
  return showChat({ options, models: composer.models }, parts);
}
