import type { FieldProblem } from '../../prompts/argumentFields';

/** Words of the cards: what asks, what is interactive, and what a step shows. */
export type CardWords = {
  approval: {
    title: string;
    announcement: string;
    position: (at: number, of: number) => string;
    details: string;
    noArguments: string;
    approve: string;
    edit: string;
    reject: string;
    respond: string;
    approveEdited: string;
    back: string;
    reason: string;
    reply: string;
    problem: Record<FieldProblem['type'], (limit: number) => string>;
    empty: string;
    yes: string;
    no: string;
  };
  question: {
    title: string;
    announcement: string;
    other: string;
    otherAnswer: string;
    send: string;
  };
  widgets: {
    widget: string;
    failed: string;
    unknown: (type: string) => string;
    actionFailed: string;
    working: string;
    done: string;
    showMedia: (name: string) => string;
    mediaNotLoaded: (host: string) => string;
    video: string;
    audio: string;
    choose: string;
    clear: string;
    atMost: (count: number) => string;
    invalid: string;
    showAll: (count: number) => string;
    expand: string;
    close: string;
    details: string;
  };
  steps: {
    kinds: Record<StepKind, string>;
    results: (count: number) => string;
    tasksDone: (done: number, of: number) => string;
    taskStatus: Record<'pending' | 'running' | 'done' | 'failed', string>;
    relevance: (percent: string) => string;
  };
};

export type StepKind =
  | 'list'
  | 'web_search'
  | 'files'
  | 'file'
  | 'program'
  | 'iframe'
  | 'memory'
  | 'tasks'
  | 'knowledges'
  | 'dashboard';
