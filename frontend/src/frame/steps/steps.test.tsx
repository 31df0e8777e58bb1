import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { answerOf, played } from '../state/testing';
import { assistant, showChat, step, user } from '../ui/testing';
import { readStep } from './readStep';

beforeAll(() => import('./StepContentView'));
afterEach(cleanup);

const content = (kind: string, data: unknown, rest = {}) =>
  readStep(step({ kind, data: { data }, ...rest }));

describe('the content of a step', () => {
  it.each([
    ['list', ['https://a.example/', { name: 'B' }], 'links', 2],
    [
      'web_search',
      { results: [{ title: 'A', url: 'https://a.example', content: 'x' }] },
      'links',
      1,
    ],
    ['files', [{ filePath: 'src/a.py', contents: 'x = 1' }, 'b.txt'], 'files', 2],
    ['file', { fileName: 'a.md', content: '# A' }, 'files', 1],
    ['memory', [{ key: 'name', value: 'Ada' }], 'passages', 1],
    [
      'knowledges',
      [{ pageContent: 'x', metadata: { source: 'a.pdf', score: 0.8 } }],
      'passages',
      1,
    ],
    ['tasks', [{ title: 'A', status: 'completed' }, { content: 'B' }], 'tasks', 2],
  ])('is read for %s', (kind, data, read, count) => {
    const found = content(kind, data);
    expect(found?.kind).toBe(read);
    expect(found && 'items' in found && found.items).toHaveLength(count);
  });

  it('is the code and its output for programs, the address for pages', () => {
    const program = content('program', undefined, { input: { sql: 'select 1' }, output: '1' });
    expect(program).toEqual({ kind: 'program', code: 'select 1', language: 'sql', output: '1' });
    expect(content('iframe', { url: 'https://a.example' })).toEqual({
      kind: 'page',
      url: 'https://a.example',
    });
  });

  it.each([null, 'text', 7, {}, [], [null, 3], { results: 'x' }, [[[]]]])(
    'is none where %j is not what the kind promises',
    (data) => {
      for (const kind of [
        'list',
        'web_search',
        'files',
        'tasks',
        'iframe',
        'program',
        'unheard of',
      ])
        expect([null, 'links', 'files']).toContain(content(kind, data)?.kind ?? null);
      expect(content('unheard of', data)).toBeNull();
    },
  );
});

describe('a step', () => {
  it('shows what a recorded search found, with links that leave safely', async () => {
    const { parts } = answerOf(await played('reasoning-and-tools.sse'));
    showChat({ thread: { threadId: 't', messages: [user('u', 'Hi'), assistant('a', parts)] } });
    await userEvent.click(screen.getByRole('button', { name: /Search the web.*1 result/ }));
    const link = await screen.findByRole('link', { name: 'Carrier news' });
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(screen.getByText('No delays reported.')).toBeTruthy();
  });

  it('never links to anything but the web and mail', async () => {
    const data = { data: [{ title: 'Odd', url: 'javascript:alert(1)' }] };
    const parts = [step({ kind: 'web_search', title: 'Search', data })];
    showChat({ thread: { threadId: 't', messages: [assistant('a', parts)] } });
    await userEvent.click(screen.getByRole('button', { name: /Search/ }));
    expect(await screen.findByText('Odd')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('of a kind without a title is called by its kind', () => {
    const nameless = step({ kind: 'knowledges', tool: '' });
    showChat({ thread: { threadId: 't', messages: [assistant('a', [nameless])] } });
    expect(screen.getByText('Knowledge base')).toBeTruthy();
  });
});
