// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenEvents, goldenJson } from '../api/testing/golden';
import { parseInterrupt, toResumeDecision, type Interrupt } from './interrupts';
import { asRecord } from './json';
import { parseQuestions, toAnswerMessage } from './questions';

const call = { id: 'call-1', name: 'show_map', args: { city: 'Berlin' } };
const operation = (...values: unknown[]) => ({
  tasks: [{ interrupts: values.map((value) => ({ value })) }],
});

async function golden(name: string): Promise<Interrupt> {
  const event = (await goldenEvents(name)).find(({ type }) => type === 'interrupt');
  if (event?.type !== 'interrupt') throw new Error(`${name} holds no interrupt.`);
  return event.interrupt;
}

describe('client tools', () => {
  it('are collected from all tasks in order', () => {
    const second = { ...call, id: 'call-2', type: 'tool_call' };
    const interrupt = parseInterrupt({
      tasks: [
        ...operation({ clientToolCalls: [call] }).tasks,
        ...operation({ clientToolCalls: [second] }).tasks,
      ],
    });
    expect(interrupt).toEqual({
      kind: 'client_tools',
      key: 'call-1,call-2',
      calls: [call, { id: 'call-2', name: 'show_map', args: { city: 'Berlin' } }],
    });
  });

  it.each([undefined, {}, { tasks: [] }, { tasks: [{}] }, { tasks: 'x' }])(
    'are not found in %j',
    (value) => {
      expect(parseInterrupt(value)).toBeNull();
    },
  );
});

describe('what cannot be answered', () => {
  it.each([
    ['nothing to approve', [{ actionRequests: [] }]],
    ['an action without a name', [{ actionRequests: [{ name: 'a' }, { args: {} }] }]],
    ['a call without an id', [{ clientToolCalls: [{ name: 'x' }] }]],
    ['wishes of two kinds', [{ clientToolCalls: [call] }, { toolCalls: [call] }]],
  ])('is %s', (_case, values) => {
    expect(parseInterrupt(operation(...values))?.kind).toBe('unsupported');
  });
});

describe('approvals', () => {
  it('hold one request per action with what may be decided', async () => {
    expect(await golden('hitl-interrupt.sse')).toEqual({
      kind: 'approval',
      key: 'c1d2e3f4a5b6978899aabbccddeeff00',
      answeredBy: 'decisions',
      requests: [
        {
          name: 'cancel_order',
          args: { orderNo: 1042 },
          description: 'Cancel the order',
          allowed: ['approve', 'reject'],
          argsSchema: null,
        },
        {
          name: 'send_mail',
          args: { to: 'a@example.com', subject: 'Cancelled' },
          description: null,
          allowed: ['approve', 'edit', 'reject', 'respond'],
          argsSchema: {
            type: 'object',
            properties: { to: { type: 'string' }, subject: { type: 'string' } },
          },
        },
      ],
    });
  });

  it('come in snake case too, and allow only approval when nothing is said', () => {
    const interrupt = parseInterrupt(
      operation({
        action_requests: [
          { name: 'a', args: {} },
          { name: 'b', args: {} },
        ],
        review_configs: [{ action_name: 'b', allowed_decisions: ['reject', 'unheard_of'] }],
      }),
    );
    expect(interrupt).toMatchObject({
      requests: [{ allowed: ['approve'] }, { allowed: ['reject'] }],
    });
  });

  it('of server tools are one yes or no', () => {
    const interrupt = parseInterrupt(operation({ toolCalls: [call, { ...call, id: '2' }] }));
    expect(interrupt).toMatchObject({ kind: 'approval', answeredBy: 'confirmation' });
    if (interrupt?.kind !== 'approval') return;
    expect(interrupt.requests.map(({ allowed }) => allowed)).toEqual([
      ['approve', 'reject'],
      ['approve', 'reject'],
    ]);
    expect(toResumeDecision(interrupt, [{ type: 'approve' }])).toEqual({ type: 'confirm' });
    expect(toResumeDecision(interrupt, [{ type: 'approve' }, { type: 'reject' }])).toEqual({
      type: 'reject',
    });
  });
});

describe('questions to the user', () => {
  const option = { label: 'A', description: 'a' };
  const question = { id: 'q', header: 'H', question: 'Which?', options: [option, option] };
  const ask = (...questions: unknown[]) =>
    parseQuestions({ id: 'c', name: 'request_user_input', args: { questions } });

  it('are one to three well-formed ones; everything else is for the host', () => {
    expect(ask(question)).toEqual([question]);
    expect(ask()).toBeNull();
    expect(ask({ ...question, options: [option] })).toBeNull();
    expect(ask({ ...question, header: '' })).toBeNull();
    expect(ask(question, question, question, question)).toBeNull();
    expect(parseQuestions({ id: 'c', name: 'other', args: { questions: [question] } })).toBeNull();
  });

  it('are answered as recorded', async () => {
    const interrupt = await golden('request-user-input.sse');
    if (interrupt.kind !== 'client_tools') throw new Error('The questions are client tools.');
    const [asked] = interrupt.calls;
    const questions = asked === undefined ? null : parseQuestions(asked);
    const chosen = questions?.[0]?.options[0];
    if (!asked || !questions || !chosen) throw new Error('There is a question with options.');
    const request = goldenJson('request-user-input-resume-request.json');
    const command = asRecord(asRecord(asRecord(request).input).command);
    expect(asRecord(command.resume).toolMessages).toEqual([
      toAnswerMessage(asked, questions, [{ type: 'option', option: chosen }]),
    ]);
  });

  it('take other words, and know the confirmation of a plan', () => {
    const plan = { ...question, id: 'implement_plan' };
    const asked = { id: 'c', name: 'request_user_input', args: {} };
    expect(toAnswerMessage(asked, [plan], [{ type: 'other', text: 'Later' }]).content).toEqual({
      type: 'request_user_input_result',
      purpose: 'implementation_confirmation',
      answers: [{ id: 'implement_plan', question: 'Which?', type: 'other', value: 'Later' }],
    });
  });
});
