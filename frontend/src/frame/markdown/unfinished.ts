const occurrences = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const isOdd = (number: number) => number % 2 === 1;

/** A table shows from its first complete delimiter row on; before, its header is a line of pipes. */
function isTableHead(block: string): boolean {
  const [head = '', delimiter] = block.split('\n', 3);
  if (!head.trimStart().startsWith('|')) return false;
  if (delimiter === undefined) return true;
  return /^[\s|:-]*$/.test(delimiter) && occurrences(block, /\n/g) === 1;
}

/** Text before an image or link whose address is still arriving. */
function withoutHalfLink(text: string): string {
  return text.replace(/!\[[^\]]*(?:\]\([^)]*)?$/, '').replace(/\[([^\]]*)\]\([^)]*$/, '$1');
}

/**
 * Shows the last block of a running answer as it will look once complete.
 *
 * Half-written emphasis, links and tables would be drawn as raw characters for a moment and then
 * jump, and `text\n-` would turn a paragraph into a heading.
 */
export function settleUnfinished(block: string): string {
  if (isOdd(occurrences(block, /^\s*(?:`{3,}|~{3,})/gm))) return block;
  if (isTableHead(block)) return '';
  const text = withoutHalfLink(block.replace(/\n {0,3}(?:-+|=+) *$/, ''));
  const prose = text.replace(/(`+)[^`]*\1/g, '');
  if (isOdd(occurrences(prose, /`/g))) return `${text}\``;
  if (!isOdd(occurrences(prose, /\*\*/g))) return text;
  const trimmed = text.trimEnd();
  return trimmed.endsWith('**') ? trimmed.slice(0, -2) : `${trimmed}**`;
}
