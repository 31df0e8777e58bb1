import { lookUp } from '../protocol/json';
import type { Dictionary } from './en';

/** Why an answer was stopped, in the reader's language if it is a reason that a local server gives. */
export function stopReason(words: Dictionary, told: string): string {
  return lookUp(words.stopReasons, told) ?? told;
}
