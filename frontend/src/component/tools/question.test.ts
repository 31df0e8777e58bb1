// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { question } from './question';

const ask = (confirm: string, params: Record<string, unknown> = {}) =>
  question(confirm, params)
    .map(({ text, argument }) => (argument ? `<${text}>` : text))
    .join('');

describe('question', () => {
  it.each([
    ['Send the invoice?', {}, 'Send the invoice?'],
    ['Send invoice {number} to {to}?', { number: 42, to: 'Ann' }, 'Send invoice <42> to <Ann>?'],
    ['{a}{b}', { a: true, b: null }, '<true><null>'],
    ['发送给 {收件人}？', { 收件人: '王' }, '发送给 <王>？'],
    ['Delete {missing}?', {}, 'Delete <…>?'],
    ['{constructor}', {}, '<…>'],
    ['', {}, ''],
  ])('%s %j', (confirm, params, expected) => {
    expect(ask(confirm, params)).toBe(expected);
  });

  it('keeps a long argument from hiding the question', () => {
    const [part] = question('{text}', { text: '字'.repeat(500) });
    expect(part?.text).toHaveLength(120);
  });
});
