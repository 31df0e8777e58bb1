import { mentionOf, type Entity } from '../protocol/entities';

/** Longer than this, the text after an `@` is no name any more. */
const MAX_QUERY = 40;

/**
 * What is being written after an `@`, and where; `null` when the caret is in no mention.
 *
 * @param mentioned entities whose mentions are complete.
 */
export function mentionQuery(
  text: string,
  caret: number,
  mentioned: readonly Entity[] = [],
): { query: string; from: number } | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('@');
  if (from === -1) return null;
  // An address of e-mail is no mention.
  if (from > 0 && /[\w.+-]/.test(before.charAt(from - 1))) return null;
  if (mentioned.some((entity) => before.startsWith(mentionOf(entity), from))) return null;
  const query = before.slice(from + 1);
  return query.length > MAX_QUERY || /[\n@]|^\s|\s\s/.test(query) ? null : { query, from };
}

export type TextPiece = string | Entity;

/** The text in pieces, with the entities in the places where they are mentioned. */
export function splitMentions(text: string, entities: readonly Entity[]): readonly TextPiece[] {
  const longestFirst = [...entities].sort((a, b) => b.title.length - a.title.length);
  const pieces: TextPiece[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const entity = longestFirst.find((each) => text.startsWith(mentionOf(each), at));
    if (entity === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== '') pieces.push(plain);
    plain = '';
    pieces.push(entity);
    at += mentionOf(entity).length;
  }
  return plain === '' ? pieces : [...pieces, plain];
}
