import { asText, lookUp, type JsonRecord } from '../protocol/json';

/** Fields in which tools take code of one language. */
const FIELDS: Readonly<Record<string, string>> = {
  sql: 'sql',
  command: 'bash',
  cmd: 'bash',
  script: 'bash',
  python: 'python',
  javascript: 'javascript',
  html: 'html',
};

const IN_TOOL_NAMES = ['python', 'sql', 'bash', 'shell', 'javascript', 'typescript'];

/** The language of the code in a field: as the tool says, by its own name, or by the field's. */
export function languageOfField(name: string, fields: JsonRecord, tool = ''): string | null {
  const said = asText(fields.language) ?? asText(fields.lang);
  const words = tool.toLowerCase().split(/[^a-z]+/);
  const told = IN_TOOL_NAMES.find((language) => words.includes(language));
  if (name === 'code' || name === 'script' || name === 'query') {
    return said ?? told ?? lookUp(FIELDS, name) ?? null;
  }
  return lookUp(FIELDS, name) ?? null;
}

/** The extension of a file, which names its language well enough. */
export const languageOfFile = (name: string): string | null =>
  /\.([a-z0-9]+)$/i.exec(name)?.[1] ?? null;
