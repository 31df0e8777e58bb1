import { beforeEach, describe, expect, it, vi } from 'vitest';

import { onReconnect, reviver } from './revive';

let time = 0;
let pressed: string[] = [];
const revive = () =>
  reviver(
    () => document,
    () => time,
  );

function app(connection: string, script: string) {
  document.body.innerHTML = `<div data-testid="stApp" data-test-connection-state="${connection}" data-test-script-state="${script}"></div>`;
}

document.addEventListener('keydown', ({ key, target }) => {
  pressed.push(`${key} on ${(target as Element).tagName}`);
});

beforeEach(() => {
  time = 0;
  pressed = [];
});

describe('an app that does not answer', () => {
  it('is rerun when it is connected and idle, with a pause before the next time', () => {
    app('CONNECTED', 'notRunning');
    const unheard = revive();
    unheard();
    time = 59_999;
    unheard();
    expect(pressed).toEqual(['r on BODY']);
    time = 60_000;
    unheard();
    expect(pressed).toHaveLength(2);
  });

  it.each([
    ['CONNECTED', 'running'],
    ['CONNECTED', 'rerunRequested'],
    ['DISCONNECTED_FOREVER', 'notRunning'],
    ['PINGING_SERVER', 'notRunning'],
  ])('is left alone while it is %s and %s', (connection, script) => {
    app(connection, script);
    revive()();
    expect(pressed).toEqual([]);
  });

  it('is rerun as soon as it is connected again', () => {
    app('PINGING_SERVER', 'notRunning');
    const unheard = revive();
    unheard();
    app('CONNECTED', 'notRunning');
    time = 3000;
    unheard();
    expect(pressed).toHaveLength(1);
  });

  it('is heard of when it is connected again, and only then', async () => {
    app('CONNECTED', 'notRunning');
    const reconnected = vi.fn();
    onReconnect(() => document, reconnected);
    const states = ['CONNECTED', 'PINGING_SERVER', 'CONNECTING', 'CONNECTED', 'CONNECTED'];
    const heard: number[] = [];
    for (const state of states) {
      document.body.firstElementChild?.setAttribute('data-test-connection-state', state);
      await Promise.resolve();
      heard.push(reconnected.mock.calls.length);
    }
    expect(heard).toEqual([0, 0, 0, 1, 1]);
  });

  it('is left alone when its page cannot be reached', () => {
    reviver(
      () => {
        throw new DOMException('Blocked', 'SecurityError');
      },
      () => time,
    )();
    expect(pressed).toEqual([]);
  });
});
