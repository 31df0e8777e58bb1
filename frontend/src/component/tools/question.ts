/** A piece of a question; `argument`: what the agent wrote, not the app. */
export type QuestionPart = { text: string; argument: boolean };

const LONGEST = 120;

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** A value as a reader sees it. */
export function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** Fills `{name}` in the question with the arguments of the call. */
export function question(confirm: string, params: Record<string, unknown>): QuestionPart[] {
  // `split` puts what the group caught at the odd places.
  return confirm
    .split(/\{([^{}]*)\}/)
    .map((text, at) => {
      if (at % 2 === 0) return { text, argument: false };
      const value = Object.hasOwn(params, text) ? params[text] : undefined;
      return { text: value === undefined ? '…' : shorten(readable(value)), argument: true };
    })
    .filter(({ text }) => text !== '');
}
