import { readFileSync } from 'node:fs';

import hostilePayloads from '../../../../tests/fixtures/hostile/payloads.json';
import hostileSinks from '../../../../tests/fixtures/hostile/sinks.json';

type Sink = { name: string; value: unknown };
type Sinks = {
  parts: readonly Sink[];
  messages: readonly Sink[];
  options: unknown;
  prompts: readonly Sink[];
};

/** Texts that try to do something, and the places of the wire where a text can stand. */
export const payloads = hostilePayloads as readonly string[];
export const sinks = hostileSinks as Sinks;

type Dangers = (root: Element, hosts: readonly string[]) => readonly string[];

// The browser tests run the same file in their page.
export const dangers = (0, eval)(
  readFileSync('../tests/fixtures/hostile/dangers.js', 'utf8'),
) as Dangers;

/** The template with the text in all its places, also in the names of fields. */
export function filled(template: unknown, payload: string): unknown {
  if (typeof template === 'string') return template.split('{payload}').join(payload);
  if (Array.isArray(template)) return template.map((item) => filled(item, payload));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [
      filled(name, payload),
      filled(value, payload),
    ]),
  );
}
