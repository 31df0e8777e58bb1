import type {
  AssistantMessage,
  MessagePart,
  ReasoningPart,
  StepPart,
  TextPart,
} from '../state/types';

export type TimelineItem = ReasoningPart | StepPart;

export type Section =
  | { type: 'text'; id: string; part: TextPart }
  | { type: 'timeline'; id: string; items: readonly TimelineItem[] };

const isDrawn = (part: MessagePart): part is TextPart | TimelineItem =>
  part.type === 'step' ||
  ((part.type === 'text' || part.type === 'reasoning') && part.text.trim() !== '');

/** Parts in order, consecutive reasoning and steps as one timeline; what cannot be drawn is left out. */
export function sections(parts: readonly MessagePart[]): Section[] {
  const result: Section[] = [];
  for (const part of parts.filter(isDrawn)) {
    const last = result.at(-1);
    if (part.type === 'text') {
      result.push({ type: 'text', id: part.id, part });
    } else if (last?.type === 'timeline') {
      result[result.length - 1] = { ...last, items: [...last.items, part] };
    } else {
      result.push({ type: 'timeline', id: part.id, items: [part] });
    }
  }
  return result;
}

/** The answer itself, without reasoning and steps. */
export function answerText(message: AssistantMessage): string {
  return message.parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n\n')
    .trim();
}

export const isActive = (message: AssistantMessage) =>
  ['pending', 'streaming', 'waiting', 'asking'].includes(message.status);

/** Is something under way that no part of the message shows? */
export function needsProgress(message: AssistantMessage): boolean {
  if (message.status !== 'pending' && message.status !== 'streaming') return false;
  const last = message.parts.findLast(isDrawn);
  if (last === undefined) return true;
  if (last.type === 'text') return false;
  return last.type === 'step' ? last.status !== 'running' : last.endedAt !== undefined;
}
