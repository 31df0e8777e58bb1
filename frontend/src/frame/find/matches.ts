import type { Message } from '../state/types';
import { answerText } from '../ui/parts';

/** One place where the thread says what is looked for: the n-th in its message. */
export type Match = { messageId: string; nth: number };

/** Without the marks that are not seen; other words may stand together then, as they do on screen. */
const unmarked = (markdown: string) =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/^ {0,3}(?:#{1,6}|>)+ +/gm, '')
    .replaceAll('|', ' ');

/** What finds the words wherever they stand, in upper or lower case and with any spaces. */
export function pattern(query: string): RegExp | null {
  const words = query.trim().split(/\s+/).filter(Boolean).map(escaped);
  return words.length === 0 ? null : new RegExp(words.join('\\s+'), 'giu');
}

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const texts = new WeakMap<Message, readonly [written: string, seen: string]>();

function textsOf(message: Message): readonly [written: string, seen: string] {
  let known = texts.get(message);
  if (known === undefined) {
    const written = message.role === 'user' ? message.text : answerText(message);
    known = [written, message.role === 'user' ? written : unmarked(written)];
    texts.set(message, known);
  }
  return known;
}

/** All places in their order. */
export function findMatches(messages: readonly Message[], query: string): readonly Match[] {
  const wanted = pattern(query);
  if (wanted === null) return [];
  return messages.flatMap((message) => {
    // Code keeps its marks, prose does not.
    const counts = textsOf(message).map((text) => text.match(wanted)?.length ?? 0);
    const places = Array.from({ length: Math.max(...counts) }, (_, nth) => nth);
    return places.map((nth) => ({ messageId: message.id, nth }));
  });
}

/** Where the place is now; the list may have grown on either side. */
export function indexOf(matches: readonly Match[], wanted: Match | null): number {
  return matches.findIndex(
    ({ messageId, nth }) => messageId === wanted?.messageId && nth === wanted.nth,
  );
}

/** The first place in a message or behind it, as the reader goes on from what they see. */
export function firstFrom(
  matches: readonly Match[],
  messages: readonly Message[],
  messageId: string | null,
): Match | null {
  const start = messages.findIndex(({ id }) => id === messageId);
  const behind = new Set(messages.slice(Math.max(start, 0)).map(({ id }) => id));
  return matches.find((match) => behind.has(match.messageId)) ?? matches.at(-1) ?? null;
}
