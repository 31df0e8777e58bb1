import type { AttachmentLimits } from '../protocol/composerOptions';
import type { Rejection } from './types';

/** What is looked at of a file. */
export type Candidate = { name: string; type: string; size: number };

/** Sorts files into those that may be attached and the reasons against the others. */
export function sortFiles<T extends Candidate>(
  files: readonly T[],
  { maxSize, maxCount, accept }: AttachmentLimits,
  attached: number,
): { accepted: readonly T[]; rejections: readonly Rejection[] } {
  const accepted: T[] = [];
  const rejections: Rejection[] = [];
  let tooMany = false;
  for (const file of files) {
    if (!isAccepted(file, accept)) rejections.push({ reason: 'type', name: file.name });
    else if (file.size > maxSize)
      rejections.push({ reason: 'size', name: file.name, limit: maxSize });
    else if (attached + accepted.length >= maxCount) tooMany = true;
    else accepted.push(file);
  }
  if (tooMany) rejections.push({ reason: 'count', limit: maxCount });
  return { accepted, rejections };
}

function isAccepted({ name, type }: Candidate, accept: readonly string[]): boolean {
  if (accept.length === 0) return true;
  const mime = type.toLowerCase();
  const file = name.toLowerCase();
  return accept.some((rule) => {
    if (rule.startsWith('.')) return file.endsWith(rule);
    if (rule === '*/*') return true;
    return rule.endsWith('/*') ? mime.startsWith(rule.slice(0, -1)) : mime === rule;
  });
}
