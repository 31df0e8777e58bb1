// @vitest-environment node
import { expect, it } from 'vitest';

import type { ToolMessage } from '../protocol/clientTools';
import { asRecord, type JsonRecord } from '../protocol/json';
import { messageBody, resumeBody, retryBody, type RunSettings } from './bodies';
import { goldenJson } from './testing/golden';

const assistantId = '3f2b8c1e-5a47-4d0c-9a61-7d2f1b0e6a10';
const executionId = 'e2a1c0f4-93d7-4a6b-8f25-6b0d3c7e1a42';
const minimal: RunSettings = { assistantId, context: {}, config: {} };
const full: RunSettings = {
  assistantId,
  context: { locale: 'en', env: { REGION: 'eu' } },
  config: { tags: ['web'] },
};
const question = { text: 'Where is order 1042?', extras: {}, state: {} };
const noRequest = { state: {}, context: {}, config: {} };

it('writes the smallest message', () => {
  const golden = goldenJson('send-message-request-minimal.json');
  expect(messageBody(question, noRequest, minimal)).toEqual(golden);
});

it('merges the host’s state and repeats the input as state.human', () => {
  const golden = asRecord(goldenJson('send-message-request.json'));
  const { id, input } = golden.input as { id: string; input: JsonRecord };
  const { input: text, ...extras } = input;
  const request = { ...noRequest, state: { tenant: 'acme', human: { plan: 'gold' } } };
  const message = { text: text as string, extras, state: {} };
  expect(messageBody(message, request, full, id)).toEqual(golden);
});

it('lets the state of one message win over the state of all', () => {
  const request = { ...noRequest, state: { a: 1, b: 1, human: { plan: 'gold', seat: 1 } } };
  const message = { ...question, state: { b: 2, human: { seat: 2, input: 'overwritten' } } };
  expect(asRecord(messageBody(message, request, minimal).input).state).toEqual({
    a: 1,
    b: 2,
    human: { plan: 'gold', seat: 2, input: 'Where is order 1042?' },
  });
});

it('answers client tools', () => {
  const answer: ToolMessage = {
    tool_call_id: 'call_map_1',
    name: 'show_map',
    content: { opened: true, markers: 3 },
    status: 'success',
  };
  expect(resumeBody([answer], executionId, full)).toEqual(goldenJson('resume-request.json'));
});

it('asks for an answer again by its ids', () => {
  const answer = {
    messageId: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
    executionId,
    conversationId: 'b8f2a4d6-0c3e-4f58-9b7a-2d6e4c1a9f05',
  };
  expect(retryBody(question, answer, minimal)).toEqual(goldenJson('retry-request-later.json'));
});
