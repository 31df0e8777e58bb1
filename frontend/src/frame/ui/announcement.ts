const SENTENCE_END = /[.!?](?=[*_`"')\]]*\s)|[。！？\n]/g;

/** Markdown marks say nothing when read aloud. */
const spoken = (markdown: string) =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>|~]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The part of a growing answer to read aloud next: whole sentences behind `from`, or all that is
 * left once the answer is complete. `upTo` is where the following call goes on.
 */
export function nextAnnouncement(answer: string, from: number, complete: boolean) {
  const rest = answer.slice(from);
  const end = complete ? rest.length : ([...rest.matchAll(SENTENCE_END)].at(-1)?.index ?? -1) + 1;
  return { text: spoken(rest.slice(0, end)), upTo: from + end };
}
