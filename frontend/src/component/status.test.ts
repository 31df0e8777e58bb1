// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { nextStatus, NOT_READY, type Status, StatusReport } from './status';

const after = (...events: (string | [string, unknown])[]) =>
  events.reduce((status, event) => {
    const [name, detail] = typeof event === 'string' ? [event, undefined] : event;
    return nextStatus(status, name, detail);
  }, NOT_READY);

describe('nextStatus', () => {
  it('is ready once the chat has loaded', () => {
    expect(after('ready')).toEqual({ ready: true, responding: false });
  });

  it('responds from the start of an answer to its end, however it ends', () => {
    expect(after('ready', 'response.start').responding).toBe(true);
    expect(after('ready', 'response.start', 'response.end').responding).toBe(false);
    expect(after('ready', 'response.start', 'response.stop').responding).toBe(false);
    expect(after('ready', 'response.start', ['log', { name: 'lg.run.error' }]).responding).toBe(
      false,
    );
  });

  it('goes on responding after the failure of a step', () => {
    expect(after('ready', 'response.start', 'error', ['log', { name: 'lg.tool.error' }])).toEqual({
      ready: true,
      responding: true,
    });
  });

  it('does not respond in a thread that was just opened', () => {
    expect(after('ready', 'response.start', 'thread.change').responding).toBe(false);
  });
});

describe('StatusReport', () => {
  it('is said again when it is asked for, whether or not somebody listens', () => {
    const said: Status[] = [];
    const report = new StatusReport((status) => said.push(status));
    report.observe('ready', undefined);
    report.repeat();
    expect(said).toEqual([{ ready: true, responding: false }]);
  });

  it('is said when a session begins to listen, and then when it changed', () => {
    const said: Status[] = [];
    const report = new StatusReport((status) => said.push(status));
    report.observe('ready', undefined);
    report.tell(null);
    expect(said).toEqual([]);
    report.tell('s1');
    report.tell('s1');
    report.observe('log', {});
    report.observe('response.start', undefined);
    report.observe('response.start', undefined);
    expect(said).toEqual([
      { ready: true, responding: false },
      { ready: true, responding: true },
    ]);
    report.tell('s2');
    report.reset();
    report.tell(null);
    report.observe('ready', undefined);
    expect(said.slice(2)).toEqual([
      { ready: true, responding: true },
      { ready: false, responding: false },
    ]);
  });
});
