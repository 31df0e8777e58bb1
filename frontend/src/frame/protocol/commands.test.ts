// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseComposerText, parseSendUserMessage, parseThreadId } from './commands';

describe('parseSendUserMessage', () => {
  it('reads the text', () => {
    expect(parseSendUserMessage({ text: 'Hi', newThread: true })).toEqual({
      message: { text: 'Hi', extras: {}, state: {} },
      newThread: true,
    });
  });

  it('takes the human input of the state when there is no text', () => {
    const state = { human: { input: 'From state', plan: 'gold' } };
    expect(parseSendUserMessage({ state }).message).toEqual({
      text: 'From state',
      extras: {},
      state,
    });
  });

  it('maps attachments to files and passes on what the API knows', () => {
    const quote = { type: 'quote', text: 'x' };
    const { message } = parseSendUserMessage({
      text: 'Compare',
      attachments: [
        { type: 'image', id: 'f1', name: 'a.png', mime_type: 'image/png', preview_url: 'u' },
      ],
      references: [quote],
      referenceComposition: 'preserve',
      model: 'm',
      planMode: true,
      toolChoice: { id: 'ignored' },
    });
    expect(message?.extras).toEqual({
      files: [
        {
          id: 'f1',
          fileId: 'f1',
          storageFileId: 'f1',
          originalName: 'a.png',
          mimeType: 'image/png',
          url: 'u',
        },
      ],
      references: [quote],
      referenceComposition: 'preserve',
      model: 'm',
      planMode: true,
    });
  });

  it.each([undefined, {}, { text: '  ' }, { text: 7 }, { references: [] }])(
    'has nothing to send for %j',
    (data) => {
      expect(parseSendUserMessage(data).message).toBeNull();
    },
  );
});

it('tells an empty composer text from none', () => {
  expect(parseComposerText({ text: '' })).toBe('');
  expect(parseComposerText({ selectedToolId: null })).toBeNull();
  expect(parseComposerText(undefined)).toBeNull();
});

it('reads the thread id', () => {
  expect(parseThreadId({ threadId: 't-1' })).toBe('t-1');
  expect(parseThreadId({ threadId: null })).toBeNull();
  expect(parseThreadId(undefined)).toBeNull();
});
