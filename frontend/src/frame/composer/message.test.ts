// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { humanInput } from '../api/bodies';
import { goldenJson } from '../api/testing/golden';
import { parseComposerOptions, parseModels } from '../protocol/composerOptions';
import { parseReferences } from '../protocol/references';
import { EMPTY_DRAFT, NO_SELECTION } from './draft';
import { selectedModel, selectionExtras, toMessage } from './message';
import type { Attachment } from './types';

const golden = goldenJson('send-message-request.json') as {
  input: { input: { input: string; files: unknown[]; references: unknown[] } };
};

const attachment = (handle: object, role: Attachment['role'] = 'file'): Attachment => ({
  id: 'local',
  name: 'shot.png',
  mimeType: 'image/png',
  size: 20_480,
  preview: 'blob:1',
  role,
  upload: { status: 'ready', handle: { ...handle } },
});

describe('a message', () => {
  it('has files, references, command and choices where the API looks for them', () => {
    const { files, references } = golden.input.input;
    const options = parseComposerOptions({ models: [{ id: 'model-large', default: true }] });
    const draft = {
      ...EMPTY_DRAFT,
      text: ' Compare this invoice with the quoted text\n',
      attachments: [attachment(files[0] as object)],
      references: parseReferences(references),
      command: {
        name: 'compare',
        source: {
          type: 'slash_command',
          name: 'compare',
          source: 'host',
          executionType: 'submit_prompt',
        },
        standsAlone: false,
      },
    };
    const chosen = selectionExtras(options, options.models, { ...NO_SELECTION, planMode: true });
    expect(humanInput(toMessage(draft, chosen))).toEqual(golden.input.input);
  });

  it('refers to a pasted picture, and knows how to draw it', () => {
    const handle = { id: 'f1', fileId: 'f1', storageFileId: 's1', url: 'https://files.example/f1' };
    const draft = { ...EMPTY_DRAFT, attachments: [attachment(handle, 'picture')] };
    const { extras, previews } = toMessage(draft, {});
    expect(extras).toEqual({
      references: [
        {
          type: 'image',
          id: 'f1',
          fileId: 's1',
          url: 'https://files.example/f1',
          mimeType: 'image/png',
          name: 'shot.png',
          size: 20_480,
          text: 'shot.png',
        },
      ],
      referenceComposition: 'compose',
    });
    expect(previews).toEqual({ f1: 'blob:1' });
  });

  it('has nothing that was not chosen', () => {
    expect(toMessage({ ...EMPTY_DRAFT, text: 'Hi' }, {})).toEqual({
      text: 'Hi',
      extras: {},
      state: {},
    });
  });
});

describe('choices', () => {
  const tools = [{ id: 'search', label: 'Search' }];
  const models = parseModels([
    { id: 'a' },
    { id: 'b', default: true },
    { id: 'c', disabled: true },
  ]);

  it.each([
    ['a', 'a'],
    [null, 'b'],
    ['c', 'b'],
    ['gone', 'b'],
  ])('the model of %j is %s', (modelId, expected) => {
    expect(selectedModel(models, { ...NO_SELECTION, modelId })?.id).toBe(expected);
  });

  it('names the tool, unless the host offers it no more', () => {
    const extras = (toolId: string) =>
      selectionExtras(parseComposerOptions({ tools }), [], { ...NO_SELECTION, toolId });
    expect(extras('search')).toEqual({ toolChoice: 'search' });
    expect(extras('gone')).toEqual({});
  });

  it('takes the model that the API remembers for the default', () => {
    const offered = parseModels([{ id: 'a', default: true }, { id: 'b' }], 'b');
    expect(selectedModel(offered, NO_SELECTION)?.id).toBe('b');
  });
});
