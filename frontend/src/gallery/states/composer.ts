import { parseComposerOptions } from '../../frame/protocol/composerOptions';
import type { ChatSnapshot } from '../../frame/state/store';
import { assistant, text, user } from '../content';
import { readySnapshot } from '../fakeStore';
import { REGIONS } from '../writings';
import type { States } from './snapshots';

const composer = parseComposerOptions({
  attachments: { enabled: true },
  tools: [
    { id: 'search', label: 'Search the web', shortLabel: 'Search', icon: 'globe' },
    { id: 'chart', label: 'Draw a chart', icon: 'chart', placeholderOverride: 'What to draw?' },
    { id: 'deep', label: 'Deep research', shortLabel: 'Research', icon: 'lab', pinned: true },
  ],
  models: [
    { id: 'fast', label: 'Fast', description: 'Short answers at once', default: true },
    { id: 'large', label: 'Large', description: 'Thinks longer, answers better' },
    { id: 'old', label: 'Last year’s', disabled: true },
  ],
  slashCommands: [
    {
      name: 'compare',
      description: 'Compare two periods',
      argsHint: '[this] [that]',
      action: { type: 'submit_prompt', template: 'Compare {{args}}' },
    },
    {
      name: 'report',
      description: 'Begin a report from the usual outline',
      icon: 'notebook',
      action: { type: 'insert_text', template: '# Report on {{args}}' },
    },
  ],
});

const snapshot = (change: Partial<ChatSnapshot> = {}): ChatSnapshot => ({
  ...readySnapshot,
  ...change,
  options: {
    ...readySnapshot.options,
    composer,
    entities: { search: true, click: true, preview: true },
    ...change.options,
  },
  models: composer.models,
});

const talk = {
  ...readySnapshot.thread,
  threadId: 't',
  messages: [
    {
      ...user('Compare @EMEA with these figures.'),
      files: [
        { name: 'orders-2026.csv', mimeType: 'text/csv', size: 48_213, url: null, handle: {} },
      ],
      references: [
        { type: 'quote', text: 'Delivery within 2 days', source: 'Sales analyst' } as const,
        { type: 'quote', id: 'emea', text: 'EMEA', entity: REGIONS[0] } as const,
      ],
    },
    assistant([text('EMEA is **12 %** above the figures in your file.')]),
  ],
};

/** States of the chat whose composer has something in it. */
export const composerStates: States = {
  composer: snapshot(),
  'composer-full': snapshot(),
  'composer-long': snapshot(),
  'composer-uploading': snapshot(),
  'composer-drop': snapshot(),
  'composer-models': snapshot(),
  'composer-tools': snapshot(),
  'composer-offering-quote': snapshot({ thread: talk }),
  'composer-commands': snapshot({ focusRequests: 1 }),
  'composer-entities': snapshot({ focusRequests: 1 }),
  'composer-chinese': snapshot({
    options: { ...readySnapshot.options, locale: 'zh-CN', composer },
  }),
  enclosures: snapshot({ thread: talk }),
  'entity-preview': snapshot({ thread: talk }),
  'queue-held': snapshot({
    thread: {
      ...talk,
      held: true,
      messages: [
        user('Compare the regions'),
        assistant([], { status: 'failed', error: { kind: 'agent' } }),
        { ...user('And which product made the difference?'), queued: true },
      ],
    },
  }),
  'queue-steerable': snapshot({
    thread: {
      ...talk,
      running: true,
      messages: [
        user('Compare the regions'),
        assistant([text('EMEA is')], { status: 'streaming' }),
        { ...user('In percent, please'), queued: true, steering: true },
        { ...user('And which product made the difference?'), queued: true },
      ],
    },
  }),
};
