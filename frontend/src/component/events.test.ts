// @vitest-environment node
import { expect, it } from 'vitest';

import { eventData } from './events';

it.each([
  ['ready', undefined, null],
  ['response.end', null, null],
  ['thread.change', { threadId: null }, { threadId: null }],
  ['error', { error: 'It broke.' }, { error: { name: 'Error', message: 'It broke.' } }],
  ['error', { error: new TypeError('No.') }, { error: { name: 'TypeError', message: 'No.' } }],
  ['error', { error: { code: 7 } }, { error: { name: 'Error', message: '{"code":7}' } }],
  [
    'log',
    { data: { error: new Error('e') } },
    { data: { error: { name: 'Error', message: 'e' } } },
  ],
  ['log', { name: 'x', data: { f: undefined } }, { name: 'x', data: {} }],
])('%s %j', (name, detail, data) => {
  expect(eventData(name, detail)).toEqual(data);
});
