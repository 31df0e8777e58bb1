// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { HttpError } from '../api/errors';
import { fromWireError, IntegrationError, toWireError } from './errors';

describe('toWireError', () => {
  it('lets the element restore the class', () => {
    expect(toWireError(new IntegrationError('Unknown thread'))).toEqual({
      __chatkit_error__: 'IntegrationError',
      message: 'Unknown thread',
    });
    expect(toWireError(new HttpError(404, 'Not Found'))).toEqual({
      __chatkit_error__: 'HttpError',
      message: 'Not Found',
      status: 404,
      statusText: 'Not Found',
    });
  });

  it('never sends a stack, and always a message', () => {
    expect(toWireError(new TypeError('boom'))).toEqual({
      __chatkit_error__: 'IntegrationError',
      message: 'boom',
    });
    expect(toWireError(undefined)).toMatchObject({ message: 'Unknown error' });
  });
});

describe('fromWireError', () => {
  it('keeps a cloned error', () => {
    const error = new RangeError('too far');
    expect(fromWireError(error)).toBe(error);
  });

  it.each([
    [
      { __chatkit_error__: 'IntegrationError', message: 'No handler' },
      'IntegrationError',
      'No handler',
    ],
    ['plain text', 'Error', 'plain text'],
    [{ code: 1 }, 'Error', 'The host page reported an error without a message.'],
  ])('reads %j', (value, name, message) => {
    const error = fromWireError(value);
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message]).toEqual([name, message]);
  });
});
