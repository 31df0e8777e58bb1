// @vitest-environment node
import { expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { parseClientSecret } from './clientSecret';

const golden = goldenJson('client-secret-results.json') as {
  string: string;
  object: { secret: string; organizationId: string; xpertId: string };
};

it('keeps the organisation when the host gives only the secret', () => {
  const previous = { secret: 'cs-x-1', organizationId: 'o-1', assistantId: 'a-1' };
  expect(parseClientSecret(` ${golden.string}\n`, previous)).toEqual({
    secret: golden.string,
    organizationId: 'o-1',
    assistantId: 'a-1',
  });
});

it('replaces the organisation by the one of an object', () => {
  const previous = { secret: 'cs-x-1', organizationId: 'o-1', assistantId: null };
  expect(parseClientSecret(golden.object, previous)).toEqual({
    secret: golden.object.secret,
    organizationId: golden.object.organizationId,
    assistantId: golden.object.xpertId,
  });
  expect(parseClientSecret({ secret: 'cs-x-2' }, previous)?.organizationId).toBeNull();
});

it.each(['', '  ', null, undefined, 7, {}, { secret: '' }, { secret: 7 }])(
  'finds no secret in %j',
  (result) => {
    expect(parseClientSecret(result, null)).toBeNull();
  },
);
