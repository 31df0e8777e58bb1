import type { Element, Root } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import pythonRepl from 'highlight.js/lib/languages/python-repl';
import r from 'highlight.js/lib/languages/r';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight, type LanguageFn } from 'lowlight';

import type { Highlighter, Token, TokenKind } from './tokens';

/** The grammar knows the standard's words; these are of nearly all databases. */
const DIALECTS = ['limit', 'ilike', 'qualify', 'explain', 'analyze', 'replace', 'index', 'pragma'];

const sqlDialects: LanguageFn = (hljs) => {
  const grammar = sql(hljs);
  const { keywords } = grammar;
  if (typeof keywords !== 'object' || Array.isArray(keywords)) return grammar;
  const standard = keywords.keyword;
  return {
    ...grammar,
    keywords: { ...keywords, keyword: [...(Array.isArray(standard) ? standard : []), ...DIALECTS] },
  };
};

const lowlight = createLowlight({
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  markdown,
  python,
  'python-repl': pythonRepl,
  r,
  rust,
  shell,
  sql: sqlDialects,
  typescript,
  xml,
  yaml,
});

// Beyond the aliases that the grammars bring: dialects, and extensions of files.
lowlight.registerAlias({
  bash: ['ksh', 'fish', 'env'],
  json: ['json5', 'ipynb', 'geojson'],
  sql: [
    'postgresql',
    'postgres',
    'pgsql',
    'plpgsql',
    'mysql',
    'sqlite',
    'duckdb',
    'tsql',
    'bigquery',
    'snowflake',
  ],
  xml: ['vue', 'svelte'],
  css: ['scss', 'less'],
});

/** Scopes of the grammars by their first word; the others keep the colour of the text. */
const KINDS: Readonly<Record<string, TokenKind>> = {
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  prompt: 'comment',
  keyword: 'keyword',
  'selector-tag': 'keyword',
  section: 'keyword',
  tag: 'keyword',
  string: 'string',
  regexp: 'string',
  char: 'string',
  link: 'string',
  code: 'string',
  number: 'number',
  literal: 'number',
  symbol: 'number',
  bullet: 'number',
  title: 'name',
  'selector-class': 'name',
  'selector-id': 'name',
  built_in: 'type',
  type: 'type',
  class: 'type',
  attr: 'attribute',
  attribute: 'attribute',
  property: 'attribute',
  meta: 'attribute',
  'template-variable': 'attribute',
  addition: 'added',
  deletion: 'removed',
};

function kindOf({ properties }: Element, within: TokenKind | null): TokenKind | null {
  const [scope] = Array.isArray(properties.className) ? properties.className : [];
  const name = typeof scope === 'string' ? scope : '';
  // Code within a string, as in f"{x}", has the colour of code.
  if (name === 'subst') return null;
  return KINDS[name] ?? within;
}

type Node = Root | Root['children'][number];

function collect(node: Node, kind: TokenKind | null, tokens: Token[]) {
  if (node.type === 'text') {
    append(node.value, kind, tokens);
  } else if (node.type === 'element' || node.type === 'root') {
    const inner = node.type === 'element' ? kindOf(node, kind) : kind;
    for (const child of node.children) collect(child, inner, tokens);
  }
}

function append(text: string, kind: TokenKind | null, tokens: Token[]) {
  const last = tokens.at(-1);
  if (last?.kind === kind) tokens[tokens.length - 1] = { text: last.text + text, kind };
  else tokens.push({ text, kind });
}

export const highlighter: Highlighter = {
  knows: (language) => lowlight.registered(language),
  tokens: (language, code) => {
    if (!lowlight.registered(language)) return [{ text: code, kind: null }];
    const tokens: Token[] = [];
    collect(lowlight.highlight(language, code, { prefix: '' }), null, tokens);
    return tokens;
  },
};
