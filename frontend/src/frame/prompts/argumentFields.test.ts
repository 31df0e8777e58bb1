// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { argumentFields, fieldText, parseArguments } from './argumentFields';

const schema = {
  type: 'object',
  required: ['to'],
  properties: {
    to: { type: 'string', pattern: '@', description: 'Address' },
    copies: { type: 'integer', minimum: 1, maximum: 5 },
    priority: { enum: ['low', 'high'] },
    urgent: { type: 'boolean' },
    tags: { type: 'array' },
  },
};
const args = { to: 'a@example.com', tags: ['x'], note: 'Hi' };
const fields = argumentFields(args, schema);
const texts = Object.fromEntries(fields.map((field) => [field.name, fieldText(field, args)]));

describe('fields of arguments', () => {
  it('follow the schema, then the arguments that it does not name', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['to', 'text'],
      ['copies', 'integer'],
      ['priority', 'choice'],
      ['urgent', 'boolean'],
      ['tags', 'json'],
      ['note', 'text'],
    ]);
    expect(fields[0]).toMatchObject({ required: true, description: 'Address' });
  });

  it('take their kind from the values where there is no schema', () => {
    const kinds = argumentFields({ a: 'x', b: 1.5, c: true, d: null, e: {} }, null);
    expect(kinds.map(({ kind }) => kind)).toEqual(['text', 'number', 'boolean', 'json', 'json']);
  });

  it('give back what they were given, without what was left empty', () => {
    expect(parseArguments(fields, texts, args)).toEqual({ ok: true, args });
  });

  it('keep a text that was cleared', () => {
    expect(parseArguments(fields, { ...texts, note: '' }, args)).toMatchObject({
      args: { note: '' },
    });
  });

  it.each([
    ['to', '', { type: 'required' }],
    ['to', 'nobody', { type: 'pattern' }],
    ['copies', '1.5', { type: 'integer' }],
    ['copies', 'many', { type: 'integer' }],
    ['copies', '9', { type: 'maximum', limit: 5 }],
    ['copies', '0', { type: 'minimum', limit: 1 }],
    ['tags', '[', { type: 'json' }],
  ])('refuse %s = %j', (name, text, problem) => {
    expect(parseArguments(fields, { ...texts, [name]: text }, args)).toEqual({
      ok: false,
      problems: { [name]: problem },
    });
  });

  it('survive a pattern that is none', () => {
    const odd = argumentFields({ a: 'x' }, { properties: { a: { type: 'string', pattern: '(' } } });
    expect(parseArguments(odd, { a: 'y' }, { a: 'x' })).toEqual({ ok: true, args: { a: 'y' } });
  });
});
