import type { Entity } from '@xpert-ai/chatkit-types';

const LIMIT = 50;

type Indexed = { entity: Entity; title: string; rest: string };

/** Case and accents make no difference; the marks of Japanese and Indic scripts do. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const index = (entity: Entity): Indexed => ({
  entity,
  title: fold(entity.title),
  rest: fold(`${entity.group ?? ''}\n${entity.id}`),
});

const isWordStart = (text: string, at: number) => !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));

function startsWord(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (isWordStart(text, at)) return true;
  }
  return false;
}

/** How well one term fits, 0 best; `null`: not at all. */
function rank({ title, rest }: Indexed, term: string): number | null {
  if (title.startsWith(term)) return 0;
  if (startsWord(title, term)) return 1;
  if (title.includes(term)) return 2;
  return rest.includes(term) ? 3 : null;
}

/** As one text if it fits so, else every word of it by itself, the worst one counting. */
function rankQuery(item: Indexed, query: string): number | null {
  const whole = rank(item, query);
  if (whole !== null) return whole;
  const ranks = query.split(/\s+/).map((term) => rank(item, term));
  return ranks.includes(null) ? null : 4 + Math.max(...ranks.map(Number));
}

/** Searches a list of entities for `@`: beginnings of titles first, then of words, then the rest. */
export function entitySearch(entities: readonly Entity[]): (query: string) => Entity[] {
  const items = entities.map(index);
  return (query) => {
    const wanted = fold(query).trim();
    if (wanted === '') return entities.slice(0, LIMIT);
    return items
      .flatMap((item) => {
        const found = rankQuery(item, wanted);
        return found === null ? [] : [{ entity: item.entity, found }];
      })
      .sort((a, b) => a.found - b.found)
      .slice(0, LIMIT)
      .map(({ entity }) => entity);
  };
}
