/** Texts of messages: what was written, without steps, buttons and what is closed. */
const TEXTS = 'article > [dir="auto"]';
const LEFT_OUT = 'button, textarea, [inert], [aria-hidden="true"], annotation';

type Piece = { node: Text; start: number };

/** Where a row says what is looked for, in its order. */
export function rangesIn(row: Element, wanted: RegExp): readonly Range[] {
  return [...row.querySelectorAll(TEXTS)].flatMap((text) => rangesOf(text, wanted));
}

function rangesOf(root: Element, wanted: RegExp): readonly Range[] {
  const pieces: Piece[] = [];
  let whole = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
    parentElement?.closest(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    pieces.push({ node, start: whole.length });
    whole += node.data;
  }
  return [...whole.matchAll(wanted)].map((match) => {
    const range = document.createRange();
    const end = match.index + match[0].length;
    const [from, to] = [pieceAt(pieces, match.index), pieceAt(pieces, end - 1)];
    if (from) range.setStart(from.node, match.index - from.start);
    if (to) range.setEnd(to.node, end - to.start);
    return range;
  });
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  return pieces.findLast(({ start }) => start <= offset);
}
