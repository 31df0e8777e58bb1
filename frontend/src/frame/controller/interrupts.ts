import { decisionBody, resumeBody } from '../api/bodies';
import { type Interrupt, toResumeDecision } from '../protocol/interrupts';
import type { JsonRecord } from '../protocol/json';
import { findAnswer } from '../state/answer';
import type { RunOutcome } from '../state/reducer';
import { abortable } from './abort';
import { answerClientTools } from './clientToolLoop';
import { resuming, type Opening } from './openings';
import type { Run, RunAddress, RunEnvironment } from './run';

/** Has the host or the user give what the run waits for, and opens the stream that goes on with it. */
export async function answering(
  environment: RunEnvironment,
  run: Run,
  address: RunAddress,
  interrupt: Interrupt,
): Promise<Opening | RunOutcome> {
  const body = await answerBody(environment, run, address, interrupt);
  if (body === null) return { type: 'failed', error: { kind: 'unsupported' } };
  run.answered.add(interrupt.key);
  return resuming(environment, run, address, body);
}

async function answerBody(
  environment: RunEnvironment,
  { settings, signal }: Run,
  { executionId }: RunAddress,
  interrupt: Interrupt,
): Promise<JsonRecord | null> {
  if (interrupt.kind === 'unsupported') return null;
  if (interrupt.kind === 'client_tools') {
    const answers = answerClientTools(environment, interrupt.calls, signal);
    return resumeBody(await abortable(answers, signal), executionId, settings);
  }
  const { conversationId, messages } = environment.thread();
  const messageId = messages[findAnswer(messages)]?.id;
  if (conversationId === null || messageId === undefined) return null;
  const decisions = await environment.prompts.decide(interrupt.requests, signal);
  const decision = toResumeDecision(interrupt, decisions);
  return decisionBody(decision, { messageId, executionId, conversationId }, settings);
}
