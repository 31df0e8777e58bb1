import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { ErrorKind } from '../state/types';
import { assistant, showChat, text, user } from './testing';

afterEach(cleanup);

describe('start screen', () => {
  it('greets and sends a prompt at once', async () => {
    const prompts = [{ label: 'Revenue', prompt: 'Show revenue by region', icon: 'chart' }];
    const { calls } = showChat({ options: { greeting: 'Hi there', prompts } });
    expect(screen.getByRole('heading', { name: 'Hi there' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Revenue' }));
    expect(calls).toEqual([['send', 'Show revenue by region']]);
  });

  it('goes when there are messages', () => {
    showChat({ thread: { messages: [user('u', 'Hi')] } });
    expect(screen.queryByText('What can I help with today?')).toBeNull();
  });
});

describe('the page', () => {
  it('is one main landmark whose first heading names the assistant', () => {
    showChat();
    const page = within(screen.getByRole('main'));
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Analyst');
    expect(page.getByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(page.getByRole('log')).toBeTruthy();
  });
});

describe('connection', () => {
  it('shows neither greeting nor prompts while connecting', () => {
    showChat({
      connection: { status: 'connecting' },
      options: { prompts: [{ label: 'A', prompt: 'A' }] },
    });
    expect(screen.getByText('Connecting…')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'A' })).toBeNull();
  });

  it.each<ErrorKind>([
    'configuration',
    'session',
    'network',
    'blocked',
    'forbidden',
    'not_found',
    'api',
    'agent',
    'interrupted',
    'unsupported',
  ])('says in human words what failed and connects again: %s', async (kind) => {
    const { calls } = showChat({
      connection: { status: 'failed', error: { kind, detail: 'from the host' } },
    });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('from the host');
    expect(alert.textContent).not.toMatch(/error|_/i);
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(calls).toEqual([['reconnect']]);
  });

  it.each([true, false])('names the three ways to an API on another origin: %s', (blocked) => {
    const access = { blocked, page: 'https://app.example', api: 'https://api.example' };
    const kind = blocked ? 'blocked' : 'network';
    showChat({ connection: { status: 'failed', error: { kind, access } } });
    const help = screen.getByRole('group');
    expect(help.hasAttribute('open')).toBe(blocked);
    expect(help.textContent).toContain('https://api.example');
    expect(help.textContent).not.toContain('Failed to fetch');
    const ways = within(help).getAllByRole('listitem', { hidden: true });
    expect(ways.map((way) => way.querySelector('code')?.textContent)).toEqual([
      'app = st.App("app.py", routes=backend.routes())',
      'st_chatkit(frame_url="https://…")',
      'CORS_ALLOW_ORIGINS=https://app.example',
    ]);
  });

  it('keeps the conversation in sight when the connection is lost', () => {
    showChat({
      connection: { status: 'failed', error: { kind: 'network' } },
      thread: { messages: [user('u', 'Hi'), assistant('a', [text('Hello')])] },
    });
    expect(screen.getByText('Hello')).toBeTruthy();
    expect(screen.getByRole('alert')).toBeTruthy();
  });
});

describe('thread', () => {
  it('shows that it is loading', () => {
    showChat({ thread: { threadId: 't', loading: true } });
    expect(screen.getByText('Loading the conversation…')).toBeTruthy();
  });

  it('offers a way out when it cannot be loaded', async () => {
    const { calls } = showChat({ thread: { threadId: 't', error: { kind: 'not_found' } } });
    await userEvent.click(screen.getByText('New chat'));
    expect(calls).toEqual([['newThread']]);
  });

  it('repeats the question when sending it failed', async () => {
    const { calls } = showChat({
      thread: { messages: [user('u', 'Hi')], error: { kind: 'network' } },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(calls).toEqual([['retry']]);
  });
});

describe('header', () => {
  it('names the assistant and the thread', async () => {
    const { calls } = showChat({ thread: { title: 'Q3' } });
    expect(screen.getByText('Analyst')).toBeTruthy();
    expect(screen.getByText('Q3')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'New chat' }));
    expect(calls).toEqual([['newThread']]);
  });

  it('follows the host’s options', () => {
    const header = {
      enabled: true,
      title: 'Orders',
      showTitle: true,
      leftIcon: null,
      rightIcon: null,
    };
    const { update } = showChat({ options: { header } });
    expect(screen.getByText('Orders')).toBeTruthy();
    expect(screen.queryByText('Analyst')).toBeNull();
    act(() => {
      update({
        options: {
          history: { enabled: false, canDelete: true, canRename: true },
          header: { ...header, showTitle: false },
        },
      });
    });
    expect(screen.queryByRole('button', { name: 'New chat' })).toBeNull();
    act(() => {
      update({ options: { header: { ...header, enabled: false } } });
    });
    expect(screen.queryByRole('banner')).toBeNull();
  });

  it('is called something for screen readers, whatever is shown of it', () => {
    const header = {
      enabled: true,
      title: null,
      showTitle: true,
      leftIcon: null,
      rightIcon: null,
    };
    const { update } = showChat();
    for (const shown of [header, { ...header, showTitle: false }, { ...header, enabled: false }]) {
      act(() => {
        update({ options: { header: shown } });
      });
      expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Analyst');
    }
  });
});

describe('language', () => {
  it('is Chinese when the host says so, down to the document and the names', async () => {
    showChat({
      options: { locale: 'zh-CN' },
      thread: { messages: [assistant('a', [text('好')])] },
    });
    expect(await screen.findByRole('textbox', { name: '消息' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-Hans');
    expect(screen.getByRole('log', { name: '对话' })).toBeTruthy();
    for (const name of ['发送', '新对话', '复制', '重试']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
  });

  it('changes while the chat is open, which stays in its old language until then', async () => {
    const { update } = showChat();
    expect(document.documentElement.lang).toBe('en');
    act(() => {
      update({ options: { locale: 'de' } });
    });
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(await screen.findByRole('textbox', { name: 'Nachricht' })).toBeTruthy();
    expect(screen.queryByText('Ask anything')).toBeNull();
  });

  it('is English from right to left for readers whose language is written so', () => {
    showChat({ options: { locale: 'ar' } });
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('announcements', () => {
  const pass = (milliseconds: number) => {
    act(() => {
      vi.advanceTimersByTime(milliseconds);
    });
  };
  const streaming = (content: string) =>
    assistant('a', [text(content)], { status: 'streaming' as const });
  const spoken = () =>
    screen
      .getAllByRole('status')
      .map((region) => region.textContent)
      .join(' ')
      .trim();

  it('read the answer in sentences, seldom, and say when it is complete', () => {
    vi.useFakeTimers();
    try {
      const { update } = showChat({ thread: { running: true, messages: [streaming('')] } });
      pass(10);
      expect(spoken()).toBe('The assistant is answering');
      act(() => {
        update({ thread: { messages: [streaming('**One.** Two is no')] } });
      });
      pass(1000);
      expect(spoken()).toBe('The assistant is answering');
      pass(2000);
      expect(spoken()).toBe('One.');
      act(() => {
        update({
          thread: { running: false, messages: [assistant('a', [text('**One.** Two is no more')])] },
        });
      });
      expect(spoken()).toBe('Two is no more Answer complete');
    } finally {
      vi.useRealTimers();
    }
  });

  it('do not read out a conversation that was loaded', () => {
    showChat({ thread: { messages: [assistant('a', [text('Old answer.')])] } });
    expect(spoken()).toBe('');
  });

  it.each([
    ['was stopped', { status: 'stopped' }, 'Half a Answer stopped'],
    [
      'was stopped for a reason',
      { status: 'stopped', stopReason: 'The app was stopped' },
      'Half a Answer stopped: The app was stopped',
    ],
    ['failed', { status: 'failed' }, 'Half a'],
  ] as const)('do not call an answer complete that %s', (_, end, words) => {
    const { update } = showChat({ thread: { running: true, messages: [streaming('Half a')] } });
    act(() => {
      update({ thread: { running: false, messages: [assistant('a', [text('Half a')], end)] } });
    });
    expect(spoken()).toBe(words);
  });

  it('read an answer to its end when the next one begins at once', () => {
    vi.useFakeTimers();
    try {
      const queued = { ...user('u2', 'Next'), queued: true };
      const { update } = showChat({
        thread: { running: true, messages: [streaming('The end'), queued] },
      });
      const next = assistant('b', [], { status: 'pending' });
      act(() => {
        update({
          thread: { messages: [assistant('a', [text('The end')]), user('u2', 'Next'), next] },
        });
      });
      pass(10);
      expect(spoken()).toBe('The end Answer complete');
    } finally {
      vi.useRealTimers();
    }
  });
});
