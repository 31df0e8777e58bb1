// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { en } from '../i18n/en';
import { stepDetails } from './stepText';
import { step } from './testing';

const input = (value: unknown, tool = 'run') =>
  stepDetails(step({ input: value, tool }), en).find(({ id }) => id === 'input');

describe('the details of a step', () => {
  it('name the language of what a tool took', () => {
    expect(input({ sql: 'select 1\nfrom t', limit: 5 })).toMatchObject({
      text: 'select 1\nfrom t\n\nlimit: 5',
      language: 'sql',
    });
    expect(input({ code: 'a = 1\nb = 2' }, 'run_python')).toMatchObject({ language: 'python' });
    expect(input({ code: 'a\nb', language: 'r' })).toMatchObject({ language: 'r' });
    expect(input({ note: 'a\nb' })).toMatchObject({ language: null });
    expect(input({ region: 'EMEA' })).toMatchObject({ language: 'json' });
    expect(input('{"region":"EMEA"}')).toMatchObject({ language: 'json' });
    expect(input('{not json')).toMatchObject({ text: '{not json', language: null });
  });

  it('do not colour an error', () => {
    const error = stepDetails(step({ error: '{"code": 1}' }), en)[0];
    expect(error).toMatchObject({ id: 'error', language: null });
  });
});
