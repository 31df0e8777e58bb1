import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { parseActionRequests } from '../protocol/approvals';
import { parseClientToolCalls } from '../protocol/clientTools';
import { parseOptions } from '../protocol/options';
import { parseQuestions } from '../protocol/questions';
import { MediaHosts } from '../markdown/mediaHosts';
import { messagesFromHistory } from '../state/history';
import type { Message, Prompt } from '../state/types';
import { AssistantMessage } from '../ui/AssistantMessage';
import { showChat, stubResizing, user } from '../ui/testing';
import { UserMessage } from '../ui/UserMessage';
import { dangers, filled, payloads, sinks } from './testing';

beforeAll(() => {
  stubResizing();
  return Promise.all([
    import('../code/highlighter'),
    import('../history/HistoryPanel'),
    import('../markdown/math/typeset'),
    import('../prompts/ApprovalCard'),
    import('../prompts/QuestionCard'),
    import('../steps/StepContentView'),
    import('../widgets/Widgets'),
  ]);
});
afterEach(cleanup);

/** Lets parts that were loaded already appear, and opens everything that is folded. */
async function settle() {
  for (let round = 0; round < 2; round += 1) {
    await act(async () => {
      for (const button of document.querySelectorAll<HTMLElement>('[aria-expanded="false"]'))
        if (!button.hasAttribute('aria-haspopup')) button.click();
      await new Promise((resolve) => setTimeout(resolve));
    });
  }
}

const expectSafe = () => {
  expect(dangers(document.documentElement, ['allowed.example'])).toEqual([]);
};

const ignore = () => undefined;
const userActions = { withdraw: ignore, steer: ignore, editMessage: ignore, resend: ignore };
const votes = { loadRating: ignore, rate: ignore };

/** Messages without the thread, which draws only those in view. */
const show = (messages: readonly Message[], hosts: readonly string[] = []) =>
  render(
    <MediaHosts value={hosts}>
      {messages.map((message, at) =>
        message.role === 'user' ? (
          <UserMessage
            key={at}
            message={message}
            editing={false}
            editable
            steerable={false}
            follows={null}
            actions={userActions}
          />
        ) : (
          <AssistantMessage
            key={at}
            message={message}
            last={false}
            options={{ feedback: true, retry: true }}
            actions={votes}
            onRetry={null}
          />
        ),
      )}
    </MediaHosts>,
  );

/** One message for each text. */
const stored = (messageOf: (payload: string) => object) =>
  messagesFromHistory(
    payloads.map((payload, at) => ({ id: `m-${at}`, createdAt: null, ...messageOf(payload) })),
    'idle',
  );

// Hundreds of messages at a time.
vi.setConfig({ testTimeout: 60_000 });

describe('hostile text', () => {
  it.each(sinks.parts)('does nothing in an answer: $name', async ({ value }) => {
    const messages = stored((payload) => ({ role: 'ai', content: [filled(value, payload)] }));
    show(messages);
    await settle();
    expectSafe();
    expect(screen.getAllByRole('article')).toHaveLength(payloads.length);
  });

  it.each(sinks.messages)('does nothing in a message: $name', async ({ value }) => {
    const messages = stored((payload) => filled(value, payload) as object);
    show(messages);
    await settle();
    expectSafe();
    expect(screen.getAllByRole('article')).toHaveLength(payloads.length);
  });

  it.each(payloads)('does nothing in the options of the host: %j', async (payload) => {
    const { view } = parseOptions(filled(sinks.options, payload));
    showChat({ options: view, assistant: { name: payload, avatarEmoji: payload } });
    await settle();
    expectSafe();
  });

  it.each(payloads)('does nothing in titles and errors: %j', async (payload) => {
    const item = { id: payload, threadId: payload, title: payload, running: false, updatedAt: 0 };
    showChat({
      assistant: { name: payload, avatarUrl: payload },
      thread: {
        threadId: payload,
        title: payload,
        messages: [user('u', 'Hi')],
        error: { kind: 'agent', detail: payload },
      },
      history: { open: true, query: payload, items: [item] },
    });
    await settle();
    expectSafe();
  });

  it.each(sinks.prompts)('does nothing where the agent asks: $name', async ({ value }) => {
    for (const payload of payloads) {
      const asked = filled(value, payload) as Record<string, unknown>;
      const requests = parseActionRequests(asked);
      const questions = (parseClientToolCalls(asked) ?? []).flatMap((call) => parseQuestions(call));
      const prompt: Prompt =
        requests === null
          ? { kind: 'questions', id: 'p', questions: questions.filter((each) => each !== null) }
          : { kind: 'approval', id: 'p', requests };
      showChat({ thread: { threadId: 't', running: true, messages: [user('u', 'Hi')], prompt } });
      await settle();
      expectSafe();
      expect(document.querySelectorAll('form, fieldset, [role="region"]').length).toBeGreaterThan(
        0,
      );
      cleanup();
    }
  });

  it('loads pictures and films of allowed hosts alone', async () => {
    const allowed = payloads
      .filter((payload) => payload.includes('evil.example'))
      .map((payload) => payload.replaceAll('evil.example', 'allowed.example'));
    const drawn = ['text between Markdown', 'A2UI widget', 'ChatKit card', 'ChatKit list'];
    const messages = messagesFromHistory(
      allowed.flatMap((payload) =>
        sinks.parts
          .filter(({ name }) => drawn.includes(name))
          .map(({ value }) => ({ role: 'ai', content: [filled(value, payload)] })),
      ),
      'idle',
    );
    show(messages, ['allowed.example']);
    await settle();
    expectSafe();
    const loaded = [...document.querySelectorAll<HTMLImageElement>('img, video, audio')];
    expect(new Set(loaded.map(({ localName }) => localName))).toEqual(
      new Set(['img', 'video', 'audio']),
    );
    expect(loaded.every(({ src }) => new URL(src).host === 'allowed.example')).toBe(true);
  });

  it('loads the picture of the assistant from allowed hosts alone', () => {
    const picture = (host: string) => {
      const assistant = { name: 'A', avatarUrl: `https://${host}/a.png`, avatarEmoji: '🤖' };
      showChat({ assistant, options: { mediaHosts: ['allowed.example'] } });
      const { src } = document.querySelector('img') ?? {};
      const emoji = document.body.textContent.includes('🤖');
      cleanup();
      return { src, emoji };
    };
    expect(picture('evil.example')).toEqual({ src: undefined, emoji: true });
    expect(picture('allowed.example')).toEqual({
      src: 'https://allowed.example/a.png',
      emoji: false,
    });
  });
});
