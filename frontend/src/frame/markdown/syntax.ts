import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type {} from 'remark-parse';
import type { Processor } from 'unified';

import { formulaFromMarkdown, formulaSyntax } from './math/syntax';

/**
 * Remark plug-in: GitHub's Markdown, and formulas.
 *
 * `remark-gfm` is the same for GitHub's part, but brings the code that writes Markdown, 7 kB of it.
 * `~` alone strikes nothing out: it stands in ranges, as in 5~10.
 */
export function remarkSyntax(this: Processor): undefined {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(gfm({ singleTilde: false }), formulaSyntax);
  (data.fromMarkdownExtensions ??= []).push(gfmFromMarkdown(), formulaFromMarkdown);
}
