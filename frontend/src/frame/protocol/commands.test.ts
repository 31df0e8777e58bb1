// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { parseComposerValue, parseSendUserMessage, parseThreadId } from './commands';

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
      toolChoice: 'search',
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
      toolChoice: 'search',
    });
  });

  it('quotes what it replies to, and passes on what triggers a workflow', () => {
    const trigger = { name: 'nightly', params: { day: 1 } };
    const { message } = parseSendUserMessage({
      text: 'Why?',
      reply: 'Revenue fell.',
      references: [{ type: 'quote', text: 'x' }],
      trigger,
    });
    expect(message?.extras).toEqual({
      references: [
        { type: 'quote', text: 'Revenue fell.' },
        { type: 'quote', text: 'x' },
      ],
      trigger,
    });
  });

  it('takes its words from its parts when there is no text', () => {
    const content = [
      { type: 'text', text: 'Look' },
      { type: 'image_url', image_url: 'https://example.com/a.png' },
    ];
    expect(parseSendUserMessage({ content }).message).toMatchObject({
      text: 'Look',
      extras: { references: [{ type: 'image', url: 'https://example.com/a.png' }] },
    });
    expect(parseSendUserMessage({ content, text: 'Listen' }).message?.text).toBe('Listen');
  });

  it.each([
    ['steer', 'steer'],
    ['queue', undefined],
    ['default', undefined],
  ])('reads the follow-up mode %s', (followUpMode, read) => {
    expect(parseSendUserMessage({ text: 'Hi', followUpMode }).message?.followUpMode).toBe(read);
  });

  it.each([undefined, {}, { text: '  ' }, { text: 7 }, { references: [] }])(
    'has nothing to send for %j',
    (data) => {
      expect(parseSendUserMessage(data).message).toBeNull();
    },
  );
});

describe('parseComposerValue', () => {
  it('tells what is empty from what is not said', () => {
    expect(parseComposerValue({ text: '', selectedToolId: null })).toEqual({
      text: '',
      toolId: null,
      files: [],
    });
    expect(parseComposerValue(undefined)).toEqual({ files: [] });
  });

  it('reads references, attachments, files and choices', () => {
    const file = new File(['a'], 'a.txt');
    const value = parseComposerValue({
      references: [{ type: 'quote', text: 'x' }, { type: 'other' }, 7],
      appendReferences: true,
      attachments: [{ type: 'file', id: 'f1', name: 'a.pdf', mime_type: 'application/pdf' }, {}],
      files: [file, 'no file'],
      selectedToolId: 'search',
      selectedModelId: 'large',
    });
    expect(value).toMatchObject({
      references: { items: [{ type: 'quote', text: 'x' }], append: true },
      attachments: [{ fileId: 'f1', originalName: 'a.pdf' }],
      toolId: 'search',
      modelId: 'large',
    });
    expect(value.files).toEqual([file]);
    expect(value.files[0]).toBe(file);
  });
});

it.each([
  [{ reply: 'x' }, { items: [{ type: 'quote', text: 'x' }], append: true }],
  [
    { reply: 'x', references: [] },
    { items: [{ type: 'quote', text: 'x' }], append: false },
  ],
  [{ references: [] }, { items: [], append: false }],
  [{ references: [], appendReferences: true }, undefined],
])('quotes what the composer replies to: %j', (params, references) => {
  expect(parseComposerValue(params).references).toEqual(references);
});

it('reads the thread id', () => {
  expect(parseThreadId({ threadId: 't-1' })).toBe('t-1');
  expect(parseThreadId({ threadId: null })).toBeNull();
  expect(parseThreadId(undefined)).toBeNull();
});
