import type { ViewOptions } from '../state/store';
import type {
  AssistantMessage,
  MessagePart,
  ReasoningPart,
  StepPart,
  TextPart,
  WidgetPart,
} from '../state/types';

type ReasoningMode = ViewOptions['reasoning'];

export type TimelineItem = ReasoningPart | StepPart;

export type Section =
  | { type: 'text'; id: string; part: TextPart }
  | { type: 'widget'; id: string; part: WidgetPart }
  | { type: 'timeline'; id: string; items: readonly TimelineItem[] };

const isDrawn = (part: MessagePart): part is TextPart | TimelineItem | WidgetPart =>
  part.type === 'step' ||
  part.type === 'widget' ||
  ((part.type === 'text' || part.type === 'reasoning') && part.text.trim() !== '');

const drawn = (parts: readonly MessagePart[], reasoning: ReasoningMode) =>
  parts.filter(isDrawn).filter(({ type }) => type !== 'reasoning' || reasoning !== 'hidden');

/** Parts in order, consecutive reasoning and steps as one timeline; what cannot be drawn is left out. */
export function sections(
  parts: readonly MessagePart[],
  reasoning: ReasoningMode = 'full',
): Section[] {
  const result: Section[] = [];
  for (const part of drawn(parts, reasoning)) {
    const last = result.at(-1);
    if (part.type === 'text') {
      result.push({ type: 'text', id: part.id, part });
    } else if (part.type === 'widget') {
      result.push({ type: 'widget', id: part.id, part });
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
export function needsProgress(
  message: AssistantMessage,
  reasoning: ReasoningMode = 'full',
): boolean {
  if (message.status !== 'pending' && message.status !== 'streaming') return false;
  const last = drawn(message.parts, reasoning).at(-1);
  if (last === undefined) return true;
  if (last.type === 'text') return false;
  if (last.type === 'widget') return true;
  return last.type === 'step' ? last.status !== 'running' : last.endedAt !== undefined;
}
