import { act, cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { messagesFromHistory } from '../state/history';
import { AssistantMessage } from './AssistantMessage';
import { stubResizing } from './testing';

beforeAll(() => Promise.all([import('../steps/StepContentView'), import('../widgets/Widgets')]));
beforeAll(stubResizing);
afterEach(cleanup);

const ignore = () => undefined;

const KEYS = [
  'title url content text name path data items results tasks status widgets config componentTree',
  'properties children child type value label action options id key literalString columns rows',
].flatMap((line) => line.split(' '));
const WORDS = 'Text Row Column Card Basic ListView Button done constructor __proto__ x'.split(' ');
const KINDS =
  'list web_search files file program iframe memory tasks knowledges constructor other'.split(' ');

const anything = fc.object({
  key: fc.constantFrom(...KEYS),
  values: [fc.constantFrom(...WORDS), fc.integer(), fc.boolean(), fc.constant(null)],
  maxDepth: 4,
});

const part = fc.oneof(
  fc.record({
    type: fc.constant('component'),
    id: fc.constant('step'),
    data: fc.record({
      category: fc.constantFrom('Tool', 'Computer', 'Dashboard', 'constructor'),
      type: fc.constantFrom(...KINDS),
      title: fc.oneof(fc.constantFrom(...WORDS), anything),
      status: fc.constantFrom(...WORDS, 'success', 'fail'),
      data: fc.oneof(anything, fc.array(anything)),
      input: anything,
      output: fc.oneof(anything, fc.array(anything), fc.json()),
      error: fc.oneof(fc.constant(null), anything),
    }),
  }),
  fc.record({
    type: fc.constant('component'),
    id: fc.constant('widget'),
    data: fc.record({
      type: fc.constant('Widget'),
      widgets: fc.array(fc.record({ name: fc.string(), config: anything, widget: anything })),
    }),
  }),
);

describe('an answer', () => {
  it('is drawn whatever its steps and widgets hold', async () => {
    // What a boundary catches is reported here; it must not be the answer around it.
    vi.spyOn(console, 'error').mockImplementation(ignore);
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
        const content = parts.map((each, at) => ({ ...each, id: `${each.id}-${at}` }));
        const [message] = messagesFromHistory([{ id: 'm', role: 'ai', content }], 'idle');
        if (message?.role !== 'assistant') throw new Error('There is no answer.');
        const { container } = render(
          <AssistantMessage
            message={message}
            last
            options={{ feedback: true, retry: true }}
            actions={{ loadRating: ignore, rate: ignore }}
            onRetry={ignore}
          />,
        );
        await act(async () => {
          for (const button of container.querySelectorAll<HTMLElement>('[aria-expanded="false"]'))
            button.click();
          await Promise.resolve();
        });
        expect(container.querySelector('article')).not.toBeNull();
        cleanup();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
