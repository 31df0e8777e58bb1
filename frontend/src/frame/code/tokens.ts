/** What a piece of code is, as far as it has a colour of its own. */
export const TOKEN_KINDS = [
  'comment',
  'keyword',
  'string',
  'number',
  'name',
  'type',
  'attribute',
  'added',
  'removed',
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

export type Token = { text: string; kind: TokenKind | null };

/** Colours code of one language; text of any language that it does not know is one plain token. */
export type Highlighter = {
  knows: (language: string) => boolean;
  tokens: (language: string, code: string) => readonly Token[];
};
