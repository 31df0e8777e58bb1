// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { highlighter } from './highlighter';
import type { TokenKind } from './tokens';

const kindOf = (language: string, code: string, text: string) =>
  highlighter.tokens(language, code).find((token) => token.text.trim() === text)?.kind;

describe('highlighter', () => {
  it.each<[language: string, code: string, text: string, kind: TokenKind]>([
    ['python', 'def area(): pass', 'def', 'keyword'],
    ['py', 'def area(): pass', 'area', 'name'],
    ['sql', "select count(*) from t where x = 'a'", "'a'", 'string'],
    ['postgresql', 'SELECT 1', 'SELECT', 'keyword'],
    ['duckdb', 'from t limit 5', 'limit', 'keyword'],
    ['json', '{"a": 1}', '"a"', 'attribute'],
    ['bash', 'echo "hi" # now', '# now', 'comment'],
    ['sh', 'if true; then echo; fi', 'if', 'keyword'],
    ['js', 'const a = 1', '1', 'number'],
    ['jsx', 'const a = <b>x</b>', 'const', 'keyword'],
    ['ts', 'type A = string', 'type', 'keyword'],
    ['tsx', 'const a: string = 1', 'string', 'type'],
    ['html', '<!-- no -->', '<!-- no -->', 'comment'],
    ['xml', '<a b="c"/>', '"c"', 'string'],
    ['css', 'a { color: red }', 'color', 'attribute'],
    ['yaml', 'a: 1', 'a:', 'attribute'],
    ['yml', '# no', '# no', 'comment'],
    ['toml', 'a = 1', 'a', 'attribute'],
    ['r', 'f <- function(x) x', 'function', 'keyword'],
    ['markdown', '# Title', '# Title', 'keyword'],
    ['diff', '-old\n+new', '+new', 'added'],
    ['java', 'return 1;', 'return', 'keyword'],
    ['go', 'func main() {}', 'func', 'keyword'],
    ['rust', 'fn main() {}', 'fn', 'keyword'],
    ['c', 'return 1;', 'return', 'keyword'],
    ['c++', 'return 1;', 'return', 'keyword'],
    ['cs', 'return 1;', 'return', 'keyword'],
    ['dockerfile', 'FROM python', 'FROM', 'keyword'],
  ])('%s: %s has %s as %s', (language, code, text, kind) => {
    expect(kindOf(language, code, text)).toBe(kind);
  });

  it('knows what it does not know', () => {
    expect(highlighter.knows('mermaid')).toBe(false);
    expect(highlighter.tokens('mermaid', 'graph TD')).toEqual([{ text: 'graph TD', kind: null }]);
  });

  it('gives code within a text the colour of code', () => {
    expect(kindOf('python', 'f"{area} m"', '{area}')).toBeNull();
  });
});
