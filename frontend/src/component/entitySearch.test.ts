// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { entitySearch } from './entitySearch';

const entity = (title: string, more: { id?: string; group?: string } = {}) => ({
  id: more.id ?? title,
  title,
  ...more,
});
const titles = (query: string, ...list: ReturnType<typeof entity>[]) =>
  entitySearch(list)(query).map(({ title }) => title);

describe('entitySearch', () => {
  it('ranks beginnings of titles, then of words, then parts, then group and id', () => {
    expect(
      titles(
        'north',
        entity('Harbour', { group: 'Northern sites' }),
        entity('Magnetic-north pole'),
        entity('Far north'),
        entity('Subnorthern'),
        entity('South'),
        entity('North Sea'),
        entity('Mill', { id: 'site-north-7' }),
      ),
    ).toEqual(['North Sea', 'Magnetic-north pole', 'Far north', 'Subnorthern', 'Harbour', 'Mill']);
  });

  it('makes no difference between cases and accents, in either', () => {
    expect(titles('zurich', entity('Zürich'))).toEqual(['Zürich']);
    expect(titles('ÉCOLE', entity('ecole'))).toEqual(['ecole']);
    expect(titles('Straẞe', entity('STRAßE'))).toEqual(['STRAßE']);
  });

  it('finds Chinese, Japanese, Korean and full-width text', () => {
    expect(titles('东', entity('华东区'), entity('东区'), entity('西区'))).toEqual([
      '东区',
      '华东区',
    ]);
    expect(titles('が', entity('がく'), entity('かく'))).toEqual(['がく']);
    expect(titles('서', entity('서울'), entity('부산'))).toEqual(['서울']);
    expect(titles('q2', entity('Ｑ２ plan'))).toEqual(['Ｑ２ plan']);
  });

  it('finds words in any order, but each of them', () => {
    const list = [entity('Sales plan 2026'), entity('Plan of sales'), entity('Sales')];
    expect(titles('plan sales', ...list)).toEqual(['Sales plan 2026', 'Plan of sales']);
    expect(titles('sales plan', ...list)).toEqual(['Sales plan 2026', 'Plan of sales']);
  });

  it('gives the beginning of the list for nothing, and never more than fifty', () => {
    const many = Array.from({ length: 200 }, (_, n) => entity(`Item ${n}`));
    expect(titles(' ', ...many)).toEqual(many.slice(0, 50).map(({ title }) => title));
    expect(titles('item', ...many)).toHaveLength(50);
    expect(titles('nothing like it', ...many)).toEqual([]);
  });
});
