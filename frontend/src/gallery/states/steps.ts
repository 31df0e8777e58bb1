import { ANSWER, assistant, QUESTION, reasoning, step, text, THOUGHTS, user } from '../content';
import { everyStep } from '../stepContent';
import { talk, type States } from './snapshots';

const steps = talk([user(QUESTION), assistant(everyStep), assistant([text(ANSWER)])]);

/** What the agent did on its way to an answer. */
export const stepStates: States = {
  steps,
  'steps-open': steps,
  'step-failed': talk([
    user(QUESTION),
    assistant([
      reasoning(THOUGHTS, 4200),
      step({ status: 'fail', output: undefined, error: 'no such column: quarter' }),
      step({ title: 'Query orders again' }),
      text(ANSWER),
    ]),
  ]),
};
