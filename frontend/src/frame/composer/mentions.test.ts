// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { entityReference, parseEntities, referencedEntity } from '../protocol/entities';
import { mentionQuery, splitMentions } from './mentions';

const EMEA = { id: 'emea', title: 'EMEA', group: 'Regions', data: { code: '12' } };
const EMEA_NORTH = { id: 'north', title: 'EMEA North' };

describe('what is being mentioned', () => {
  it.each([
    ['@', 1, { query: '', from: 0 }],
    ['Revenue of @em', 14, { query: 'em', from: 11 }],
    ['Revenue of @em', 12, { query: '', from: 11 }],
    ['(@Sales North', 13, { query: 'Sales North', from: 1 }],
    ['ann@example.org', 15, null],
    ['@ home', 6, null],
    ['@em\nx', 5, null],
    ['no mention', 4, null],
    [`@${'x'.repeat(60)}`, 61, null],
  ])('%j at %i', (text, caret, expected) => {
    expect(mentionQuery(text, caret)).toEqual(expected);
  });

  it('is nothing behind a mention that is complete', () => {
    expect(mentionQuery('@EMEA and', 9, [EMEA])).toBeNull();
    expect(mentionQuery('@EMEA and @a', 12, [EMEA])).toEqual({ query: 'a', from: 10 });
  });
});

it('cuts a text at its mentions, the longer name first', () => {
  expect(splitMentions('From @EMEA North to @EMEA!', [EMEA, EMEA_NORTH])).toEqual([
    'From ',
    EMEA_NORTH,
    ' to ',
    EMEA,
    '!',
  ]);
  expect(splitMentions('None', [EMEA])).toEqual(['None']);
});

describe('entities', () => {
  it('are sent as quotes that say what they are, and found again', () => {
    const reference = entityReference(EMEA);
    expect(reference).toEqual({
      type: 'quote',
      id: 'emea',
      label: 'EMEA',
      source: 'Regions',
      text: 'EMEA (id: emea; group: Regions; code: 12)',
      entity: EMEA,
    });
    expect(referencedEntity(reference)).toEqual(EMEA);
    expect(referencedEntity({ type: 'quote', text: 'x' })).toBeNull();
  });

  it('without id or title are none', () => {
    expect(parseEntities([{ id: 'a' }, { title: 'b' }, 7, null, EMEA])).toEqual([EMEA]);
    expect(parseEntities(undefined)).toEqual([]);
  });
});
