import type { ActionRequest, Decision } from '../protocol/approvals';
import type { Question, QuestionAnswer } from '../protocol/questions';
import type { ThreadAction } from '../state/reducer';
import type { Prompt, PromptAnswer } from '../state/types';
import { abortable } from './abort';

type Pending = {
  id: string;
  resolve: (answer: PromptAnswer) => void;
  reject: (error: Error) => void;
};

/** Puts the agent's questions to the user, one at a time: a newer one takes the place of an older. */
export class UserPrompts {
  readonly #newId: () => string;
  readonly #dispatch: (action: ThreadAction) => void;
  #pending: Pending | null = null;

  constructor(newId: () => string, dispatch: (action: ThreadAction) => void) {
    this.#newId = newId;
    this.#dispatch = dispatch;
  }

  async decide(
    requests: readonly ActionRequest[],
    signal: AbortSignal,
  ): Promise<readonly Decision[]> {
    const answer = await this.#open({ kind: 'approval', id: this.#newId(), requests }, signal);
    return answer.kind === 'approval' ? answer.decisions : [];
  }

  async ask(
    questions: readonly Question[],
    signal: AbortSignal,
  ): Promise<readonly QuestionAnswer[]> {
    const answer = await this.#open({ kind: 'questions', id: this.#newId(), questions }, signal);
    return answer.kind === 'questions' ? answer.answers : [];
  }

  /** What the user answered; an answer to a prompt that is gone counts for nothing. */
  answer(promptId: string, answer: PromptAnswer): void {
    const pending = this.#pending;
    if (pending?.id !== promptId) return;
    this.#pending = null;
    this.#dispatch({ type: 'prompt.closed' });
    pending.resolve(answer);
  }

  #open(prompt: Prompt, signal: AbortSignal): Promise<PromptAnswer> {
    this.#pending?.reject(new Error('A newer question took the place of this one.'));
    const answered = new Promise<PromptAnswer>((resolve, reject) => {
      this.#pending = { id: prompt.id, resolve, reject };
    });
    this.#dispatch({ type: 'prompt.opened', prompt });
    return abortable(answered, signal);
  }
}
