// @vitest-environment node
import { expect, it } from 'vitest';

import type { RunEvent } from '../api/runEvents';
import { goldenEvents, goldenJson } from '../api/testing/golden';
import { hostError, hostEvents } from './hostEvents';

const context = { threadId: 't-1', runId: 'r-1' };
const allOf = async (name: string) =>
  (await goldenEvents(name)).flatMap((event) => hostEvents(event, context));

it('passes an effect on as the element wants it', async () => {
  const golden = goldenJson('client-effect-host-event.json') as { data: [string, unknown] };
  const effects = (await allOf('client-effect.sse')).filter(({ name }) => name === 'effect');
  expect(effects).toEqual([{ name: golden.data[0], data: golden.data[1] }]);
});

it('reports a broken pipeline once', async () => {
  const errors = (await allOf('on-error.sse')).filter(({ name }) => name === 'error');
  expect(errors).toEqual([hostError('StreamError', 'Graph could not be built')]);
});

it('reports a failed tool although the run goes on', () => {
  const event: RunEvent = { type: 'tool.error', error: 'Not allowed', data: { tool: 'refund' } };
  const [error, log] = hostEvents(event, context);
  expect(error).toEqual(hostError('StreamError', 'Not allowed'));
  expect(log).toMatchObject({ data: { name: 'lg.tool.error', data: { toolName: 'refund' } } });
});

it('always sends errors as an object with a message', () => {
  expect(hostError('StreamError', 'x').data).toEqual({
    error: { name: 'StreamError', message: 'x' },
  });
});

it('logs the steps of a run', async () => {
  const logs = (await allOf('reasoning-and-tools.sse')).map(
    ({ data }) => (data as { name: string }).name,
  );
  expect(logs[0]).toBe('lg.conversation.start');
  expect(logs.at(-1)).toBe('lg.conversation.end');
  expect(logs.filter((name) => name === 'component')).toHaveLength(6);
});

it('cuts previews', () => {
  const data = { tool: 'x', input: { text: 'y'.repeat(1000) } };
  const [log] = hostEvents({ type: 'log', name: 'tool.start', data }, context);
  const { argsPreview } = (log?.data as { data: { argsPreview: string } }).data;
  expect(argsPreview).toHaveLength(280);
});

it('leaves the start and the end of the response to the stream', async () => {
  const names = (await allOf('plain-text.sse')).map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['log']));
});
