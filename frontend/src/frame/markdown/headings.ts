import type { Element } from './hast';

type Parent = Pick<Element, 'children'>;

/** A message's own heading is of level 2. */
const ABOVE = 2;
const FENCED = /^\s*(`{3,}|~{3,})[\s\S]*?(?:^\s*\1|$(?![\s\S]))/gm;
const WRITTEN =
  /^ {0,3}(?:(?:>|[-*+]|\d{1,9}[.)])\s*)*(#{1,6})(?=\s|$)|^ {0,3}(?![#>|])\S.*\n {0,3}(=|-)+ *$/gm;

/** The depths of a heading and of those that it stands below, as digits: `13` is `###` below `#`. */
const below = (trail: string, depth: number) =>
  trail.replace(new RegExp(`[${depth}-6]`, 'g'), '') + String(depth);

/** What is written above each block: the trail to its last heading, or an empty text. */
export function headingTrails(blocks: readonly string[]): readonly string[] {
  let trail = '';
  return blocks.map((block) => {
    const before = trail;
    for (const [, marks, underline] of block.replace(FENCED, '').matchAll(WRITTEN))
      trail = below(trail, marks?.length ?? (underline === '=' ? 1 : 2));
    return before;
  });
}

/**
 * Rehype plug-in: headings of an answer stand below the heading of its message, and none skips a
 * level, however they are written. They look as deep as they are written.
 */
export function rehypeHeadings(before: string) {
  return (tree: Parent) => {
    let trail = before;
    const visit = ({ children }: Parent) => {
      for (const child of children) {
        if (child.type !== 'element') continue;
        const depth = /^h([1-6])$/.exec(child.tagName)?.[1];
        if (depth === undefined) visit(child);
        else {
          trail = below(trail, Number(depth));
          child.tagName = `h${Math.min(6, ABOVE + trail.length)}`;
          child.properties.dataDepth = depth;
        }
      }
    };
    visit(tree);
  };
}
