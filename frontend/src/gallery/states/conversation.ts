import type { ChatSnapshot } from '../../frame/state/store';
import type { AssistantStatus, Message } from '../../frame/state/types';
import { ANSWER, assistant, QUESTION, reasoning, step, text, THOUGHTS, user } from '../content';
import { talk, type States } from './snapshots';

const SUMMARY =
  '## Third quarter\n\nRevenue grew by **12 %** to € 3.42 m. The growth came from **larger ord';
const BEGINNING = 'Revenue in Q3 was **€ 3.42 m**, up';

export const finishedTurn = (): Message[] => [
  user(QUESTION),
  assistant([
    reasoning(THOUGHTS, 4200),
    step({}),
    step({ kind: 'program', title: 'Draw chart', endedAt: 12_800 }),
    text(ANSWER),
  ]),
];

const answering = (status: AssistantStatus, ...parts: Parameters<typeof assistant>[0]) =>
  talk([user(QUESTION), assistant(parts, { status })], { running: true });

const running = () => step({ status: 'running', message: 'Reading 11,335 orders' });

const done = talk([
  ...finishedTurn(),
  user('And which product made the difference?'),
  assistant([text('Mostly **Hardware**: it made up two thirds of the growth in EMEA.')]),
]);

const withReasoning = (reasoning: 'collapsed' | 'hidden'): ChatSnapshot => {
  const shown = answering('streaming', ...[reasoningNow(), running()]);
  return { ...shown, options: { ...shown.options, reasoning } };
};

function reasoningNow() {
  return reasoning(THOUGHTS, 4200);
}

/** An answer from its question to its end. */
export const conversationStates = {
  done,
  pending: answering('pending'),
  'reasoning-running': answering('streaming', reasoning(THOUGHTS)),
  'reasoning-collapsed': withReasoning('collapsed'),
  'reasoning-hidden': withReasoning('hidden'),
  'reasoning-open': done,
  'step-running': answering(
    'streaming',
    reasoning(THOUGHTS, 4200),
    step({ title: 'Read filters', endedAt: 60 }),
    running(),
  ),
  streaming: talk(
    [
      ...finishedTurn(),
      user('Write me a summary for the board.'),
      assistant([reasoning(THOUGHTS, 2300), step({}), text(SUMMARY)], { status: 'streaming' }),
    ],
    { running: true },
  ),
  waiting: answering(
    'waiting',
    reasoning(THOUGHTS, 800),
    step({ title: 'Read filters', status: 'running' }),
  ),
  stopped: talk([
    user(QUESTION),
    assistant([reasoning(THOUGHTS, 800), text(BEGINNING)], { status: 'stopped' }),
  ]),
  'stopped-reason': talk([
    user(QUESTION),
    assistant([text(BEGINNING)], { status: 'stopped', stopReason: 'The app was stopped' }),
  ]),
  queued: talk(
    [
      user(QUESTION),
      assistant([reasoning(THOUGHTS, 800), text(BEGINNING)], { status: 'streaming' }),
      { ...user('And which product made the difference?'), queued: true },
      { ...user('Compare with last year'), queued: true },
    ],
    { running: true },
  ),
  'no-answer': talk([user(QUESTION), assistant([])]),
  'older-loading': talk(finishedTurn(), { older: 'loading' }),
  'older-failed': talk(finishedTurn(), { older: 'failed' }),
} satisfies States;
