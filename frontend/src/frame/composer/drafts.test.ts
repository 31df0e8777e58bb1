import { beforeEach, expect, it } from 'vitest';

import { tabStorage } from '../controller/tabStorage';
import { EMPTY_DRAFT, NO_SELECTION } from './draft';
import { MAX_THREADS, tabDrafts } from './drafts';
import type { Attachment, Draft } from './types';

beforeEach(() => {
  sessionStorage.clear();
});

const drafts = (chat: string | null) => tabDrafts(tabStorage(() => sessionStorage, chat));
const written = (text: string): Draft => ({ ...EMPTY_DRAFT, text });

it('finds the drafts of a chat’s threads again, and no others', () => {
  drafts('a').save(null, written('Half a question'));
  drafts('a').save('t-1', written('Another one'));
  expect(drafts('a').load(null)).toEqual(written('Half a question'));
  expect(drafts('a').load('t-1')).toEqual(written('Another one'));
  expect(drafts('a').load('t-2')).toEqual(EMPTY_DRAFT);
  expect(drafts('b').load(null)).toEqual(EMPTY_DRAFT);
});

it('keeps all that goes along with the text, but no upload that is not complete', () => {
  const file: Attachment = {
    id: 'a',
    name: 'a.csv',
    mimeType: 'text/csv',
    size: 3,
    preview: 'blob:a',
    role: 'file',
    upload: { status: 'ready', handle: { fileId: 'f1' } },
  };
  const draft: Draft = {
    text: 'Compare @EMEA',
    attachments: [file, { ...file, id: 'b', upload: { status: 'uploading', progress: 0.5 } }],
    references: [{ type: 'quote', text: 'x', messageId: 'm' }],
    entities: [{ id: 'emea', title: 'EMEA', data: { code: '1' } }],
    command: { name: 'compare', source: { name: 'compare' }, standsAlone: false },
  };
  drafts('a').save('t-1', draft);
  expect(drafts('a').load('t-1')).toEqual({ ...draft, attachments: [{ ...file, preview: null }] });
});

it('leaves nothing behind when the draft is gone', () => {
  drafts('a').save('t-1', written('Half a question'));
  drafts('a').save('t-1', EMPTY_DRAFT);
  expect(sessionStorage).toHaveLength(0);
});

it('forgets the drafts that were written longest ago', () => {
  const kept = drafts('a');
  for (let at = 0; at <= MAX_THREADS; at += 1) kept.save(`t-${at}`, written('x'));
  expect(drafts('a').load('t-0')).toEqual(EMPTY_DRAFT);
  expect(drafts('a').load('t-1')).toEqual(written('x'));
});

it('remembers what is chosen', () => {
  expect(drafts('a').loadSelection()).toEqual(NO_SELECTION);
  const selection = { toolId: 'search', modelId: 'large', planMode: true };
  drafts('a').saveSelection(selection);
  expect(drafts('a').loadSelection()).toEqual(selection);
});

it.each(['Half a question', '[[1, 2]]', '[["t-1", 7]]', '{}'])('reads %j as no draft', (stored) => {
  sessionStorage.setItem('streamlit-chatkit:drafts:a', stored);
  expect(drafts('a').load('t-1')).toEqual(EMPTY_DRAFT);
});

it('keeps nothing for a chat without a name', () => {
  drafts(null).save('t-1', written('Half a question'));
  expect(drafts(null).load('t-1')).toEqual(EMPTY_DRAFT);
  expect(sessionStorage).toHaveLength(0);
});

it('does without a storage that the browser forbids', () => {
  const forbidden = tabDrafts(
    tabStorage(() => {
      throw new DOMException('Denied', 'SecurityError');
    }, 'a'),
  );
  forbidden.save('t-1', written('Half a question'));
  expect(tabDrafts(tabStorage(() => sessionStorage, 'a')).load('t-1')).toEqual(EMPTY_DRAFT);
});
