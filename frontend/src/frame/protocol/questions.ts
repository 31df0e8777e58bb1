import type { ClientToolCall, ToolMessage } from './clientTools';
import { asList, asRecord, asText } from './json';

/** A question that the agent asks the user through `request_user_input`. */
export type Question = {
  id: string;
  header: string;
  question: string;
  options: readonly QuestionOption[];
};

export type QuestionOption = { label: string; description: string };

/** One of the options, or the user's own words. */
export type QuestionAnswer =
  { type: 'option'; option: QuestionOption } | { type: 'other'; text: string };

const MAX_QUESTIONS = 3;

/** The questions of a client tool call; `null` when the call is for the host. */
export function parseQuestions({ name, args }: ClientToolCall): readonly Question[] | null {
  if (name !== 'request_user_input') return null;
  const raw = asList(asRecord(args).questions);
  const questions = raw.flatMap(parseQuestion);
  const wellFormed = questions.length === raw.length && raw.length <= MAX_QUESTIONS;
  return wellFormed && raw.length > 0 ? questions : null;
}

function parseQuestion(raw: unknown): Question[] {
  const fields = asRecord(raw);
  const [id, header, question] = [
    asText(fields.id),
    asText(fields.header),
    asText(fields.question),
  ];
  const rawOptions = asList(fields.options);
  const options = rawOptions.flatMap(parseOption);
  if (id === null || header === null || question === null) return [];
  if (options.length !== rawOptions.length || options.length < 2 || options.length > 3) return [];
  return [{ id, header, question, options }];
}

function parseOption(raw: unknown): QuestionOption[] {
  const { label, description } = asRecord(raw);
  const [text, explanation] = [asText(label), asText(description)];
  return text === null || explanation === null ? [] : [{ label: text, description: explanation }];
}

/** The answers, one per question in order, as the API wants them. */
export function toAnswerMessage(
  call: ClientToolCall,
  questions: readonly Question[],
  answers: readonly QuestionAnswer[],
): ToolMessage {
  const confirmsPlan = questions.length === 1 && questions[0]?.id === 'implement_plan';
  return {
    tool_call_id: call.id,
    name: call.name,
    content: {
      type: 'request_user_input_result',
      purpose: confirmsPlan ? 'implementation_confirmation' : 'plan_clarification',
      answers: questions.flatMap(({ id, question }, index) => {
        const answer = answers[index];
        if (answer === undefined) return [];
        if (answer.type === 'other') return [{ id, question, type: 'other', value: answer.text }];
        const { label, description } = answer.option;
        return [{ id, question, type: 'option', value: label, label, description }];
      }),
    },
    status: 'success',
  };
}
