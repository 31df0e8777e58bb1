import { LIST_ITEM } from '../blocks';
import { CLOSING, isFormula, type Opening } from './delimiters';

const FENCE = /^[\s>]*(`{3,}|~{3,})/;
const MARKS = /\\[\\$([]|\$\$?/g;
const QUOTE = /^\s*(?:>\s?)*/;
const INDENTED = /^(?: {4}|\t)/;

/** A formula over several lines is not longer than this. */
const LINES = 100;
/** An opening that has not been closed after so much text was none. */
const HELD = 1_500;

type Open = { opening: Opening; at: number };

/** Code between backticks, blanked: what stands in it opens nothing. */
const withoutCode = (line: string) =>
  line.replace(/(`+)[^`]*(?:\1|$)/g, (code) => ' '.repeat(code.length));

/** The first formula that begins in the line and does not end in it; the last single dollar where there is none. */
function openIn(line: string): Open | null {
  const text = withoutCode(line);
  let from = 0;
  let dollar: Open | null = null;
  for (;;) {
    MARKS.lastIndex = from;
    const mark = MARKS.exec(text);
    if (mark === null) return dollar;
    from = mark.index + mark[0].length;
    if (mark[0] === '\\\\' || mark[0] === '\\$') continue;
    const opening = mark[0] as Opening;
    const end = closingAt(text, opening, from);
    if (opening !== '$') {
      if (end < 0) return { opening, at: mark.index };
      from = end + opening.length;
      continue;
    }
    const content = text.slice(from, end);
    // An amount is not the opening that the next dollar closes.
    if (end >= 0 && content.trim() === content && isFormula('$', content)) from = end + 1;
    else if (end < 0) dollar = { opening, at: mark.index };
  }
}

function closingAt(text: string, opening: Opening, from: number): number {
  const closing = CLOSING[opening];
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith(closing, at)) return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

type Lines = { lines: string[]; next: number };

/** The line with those that its formula goes on in, as one; `null` where the formula never ends. */
function joined(all: readonly string[], start: number, { opening, at }: Open): Lines | null {
  let line = all[start] ?? '';
  const from = at + opening.length;
  for (let next = start + 1; next < Math.min(all.length, start + LINES); next += 1) {
    const more = (all[next] ?? '').replace(QUOTE, '');
    if (FENCE.test(more)) return null;
    // A comment would comment out what now follows it.
    line = `${line.replace(/(?<!\\)%.*$/, '').trimEnd()} ${more.trim()}`;
    if (closingAt(line, opening, from) < 0) continue;
    return { lines: [line], next: next + 1 };
  }
  return null;
}

const TEX = /[\\^_{}=]/;

/** May the text behind a single dollar still become a formula? */
const mayBecomeFormula = (content: string) =>
  /^[^\s\d]/.test(content) && (content.length <= 24 || TEX.test(content)) && content.length <= 200;

/** The line as far as nothing in it is a formula being written. */
function withoutOpen(line: string): string {
  const open = openIn(line);
  if (open === null) return line.endsWith('\\') ? line.slice(0, -1) : line;
  const content = line.slice(open.at + open.opening.length);
  const held =
    open.opening === '$' ? content === '' || mayBecomeFormula(content) : content.length < HELD;
  return held ? line.slice(0, open.at) : line;
}

/**
 * Puts each formula on one line, so that nothing inside of it is taken for Markdown: an empty line, a
 * `-` or a lone `=` at the start of a line. Of a running answer, the formula being written is left
 * out until it can be drawn.
 */
export function settleFormulas(markdown: string, streaming: boolean): string {
  if (!/\$|\\/.test(markdown)) return markdown;
  const all = markdown.split(/\r\n?|\n/);
  const result: string[] = [];
  let fence: string | null = null;
  let list = false;
  let at = 0;
  while (at < all.length) {
    const line = all[at] ?? '';
    at += 1;
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null;
      result.push(line);
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      result.push(line);
      continue;
    }
    if (line.trim() !== '' && !INDENTED.test(line))
      list = LIST_ITEM.test(line) || line.startsWith(' ');
    const code = INDENTED.test(line) && !list;
    const open = code ? null : openIn(line);
    const several = open !== null && open.opening !== '$';
    const whole = several ? joined(all, at - 1, open) : null;
    if (whole !== null) {
      // There may be another one behind it.
      all.splice(at - 1, whole.next - at + 1, ...whole.lines);
      at -= 1;
    } else if (streaming && several && all.slice(at - 1).join('\n').length < HELD) {
      return [...result, line.slice(0, open.at)].join('\n');
    } else {
      result.push(streaming && at === all.length && !code ? withoutOpen(line) : line);
    }
  }
  return result.join('\n');
}
