import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type {} from 'remark-parse';
import type { Processor } from 'unified';

import { formulaFromMarkdown, formulaSyntax } from './math/syntax';

// `micromark-extension-gfm` is the same, but for words that are struck out beside full-width
// punctuation, as in ~~删除（旧）~~后文. `~` alone strikes nothing out: it stands in ranges, as in 5~10.
export const SYNTAX = [
  gfmAutolinkLiteral(),
  gfmFootnote(),
  gfmStrikethroughCjkFriendly({ singleTilde: false }),
  gfmTable(),
  gfmTaskListItem(),
  formulaSyntax,
];

/**
 * Remark plug-in: GitHub's Markdown, and formulas.
 *
 * `remark-gfm` is the same for GitHub's part, but brings the code that writes Markdown, 7 kB of it.
 */
export function remarkSyntax(this: Processor): undefined {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(...SYNTAX);
  (data.fromMarkdownExtensions ??= []).push(gfmFromMarkdown(), formulaFromMarkdown);
}
