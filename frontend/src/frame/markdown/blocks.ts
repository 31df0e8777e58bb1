const FENCE = /^ {0,3}(`{3,}|~{3,})/;
export const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const INDENTED = /^(?: {2,}|\t)/;
const DEFINITION = /^ {0,3}\[[^\]^][^\]]*\]:\s*\S+.*$/gm;
const FOOTNOTE = /^ {0,3}\[\^[^\]]+\]:/m;

/** Does the fence line close a fence that was opened with `open`? */
function closes(line: string, open: string): boolean {
  const mark = FENCE.exec(line)?.[1];
  return mark?.startsWith(open) === true && line.trim() === mark;
}

function cut(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  let current: string[] = [];
  let fence: string | null = null;
  let list = false;
  let blank = false;

  const finish = () => {
    if (current.some((line) => line.trim() !== '')) blocks.push(current.join('\n'));
    current = [];
    list = false;
  };

  for (const line of lines) {
    if (fence !== null) {
      current.push(line);
      if (closes(line, fence)) fence = null;
      continue;
    }
    if (line.trim() === '') {
      blank = true;
      current.push(line);
      continue;
    }
    const continuesList = list && (LIST_ITEM.test(line) || INDENTED.test(line));
    // Indented code may hold empty lines; only a line at the margin starts something new.
    const continuesCode = !list && INDENTED.test(line) && /^(?: {4}|\t)/.test(current[0] ?? '');
    if (blank && !continuesList && !continuesCode) finish();
    if (current.length === 0) list = LIST_ITEM.test(line);
    blank = false;
    current.push(line);
    fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
  }
  finish();
  return blocks;
}

/**
 * Cuts markdown into its top-level blocks, so that a streamed answer re-parses only its last one.
 *
 * Link definitions work across blocks: they are repeated in each block that has a bracket.
 * Footnotes are numbered over the whole document, so a text with footnotes stays one block.
 */
export function splitBlocks(markdown: string): string[] {
  const text = markdown.replace(/\r\n?/g, '\n');
  if (FOOTNOTE.test(text)) return [text];
  const blocks = cut(text.split('\n'));
  const definitions = text.match(DEFINITION);
  if (!definitions) return blocks;
  const shared = definitions.join('\n');
  return blocks.map((block) => (block.includes('[') ? `${block}\n\n${shared}` : block));
}
