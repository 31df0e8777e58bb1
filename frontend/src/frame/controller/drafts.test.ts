import { beforeEach, expect, it } from 'vitest';

import { tabDrafts } from './drafts';
import { tabStorage } from './tabStorage';

beforeEach(() => {
  sessionStorage.clear();
});

const drafts = (chat: string | null) => tabDrafts(tabStorage(() => sessionStorage, chat));

it('finds the draft of the same chat again', () => {
  drafts('a').save('Half a question');
  expect(drafts('a').load()).toBe('Half a question');
  expect(drafts('b').load()).toBe('');
});

it('leaves nothing behind when the draft is gone', () => {
  drafts('a').save('Half a question');
  drafts('a').save('');
  expect(sessionStorage).toHaveLength(0);
});

it('keeps nothing for a chat without a name', () => {
  drafts(null).save('Half a question');
  expect(drafts(null).load()).toBe('');
  expect(sessionStorage).toHaveLength(0);
});

it('does without a storage that the browser forbids', () => {
  const forbidden = tabDrafts(
    tabStorage(() => {
      throw new DOMException('Denied', 'SecurityError');
    }, 'a'),
  );
  forbidden.save('Half a question');
  expect(forbidden.load()).toBe('');
});
