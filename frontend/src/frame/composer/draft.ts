import { mentionOf, type Entity } from '../protocol/entities';
import { mergeReferences, referenceKey, type Reference } from '../protocol/references';
import type {
  Attachment,
  ComposerState,
  Draft,
  DraftCommand,
  Rejection,
  Selection,
  Upload,
} from './types';

export const EMPTY_DRAFT: Draft = {
  text: '',
  attachments: [],
  references: [],
  entities: [],
  command: null,
};

export const NO_SELECTION: Selection = { toolId: null, modelId: null, planMode: false };

export type DraftAction =
  /** Without a caret the field keeps its own. */
  | { type: 'text.changed'; text: string; caret?: number }
  | { type: 'attachments.added'; attachments: readonly Attachment[] }
  | { type: 'attachment.changed'; id: string; upload: Upload }
  | { type: 'attachment.removed'; id: string }
  | { type: 'references.set'; references: readonly Reference[] }
  | { type: 'references.added'; references: readonly Reference[] }
  | { type: 'reference.removed'; reference: Reference }
  | { type: 'entity.mentioned'; entity: Entity; from: number; to: number }
  | { type: 'command.set'; command: DraftCommand | null }
  | { type: 'files.rejected'; rejections: readonly Rejection[] }
  | { type: 'selected'; selection: Partial<Selection> }
  /** Another thread is shown, or what was written is gone. */
  | { type: 'draft.replaced'; draft: Draft };

export function initialState(draft: Draft, selection: Selection): ComposerState {
  return { draft, selection, rejections: [], caret: { at: draft.text.length, revision: 0 } };
}

export function reduceComposer(state: ComposerState, action: DraftAction): ComposerState {
  switch (action.type) {
    case 'files.rejected':
      return { ...state, rejections: action.rejections };
    case 'selected':
      return { ...state, selection: { ...state.selection, ...action.selection } };
    case 'draft.replaced':
      return { ...moveCaret(state, action.draft.text.length), draft: action.draft, rejections: [] };
    case 'text.changed': {
      const moved = action.caret === undefined ? state : moveCaret(state, action.caret);
      return { ...moved, draft: reduceDraft(state.draft, action) };
    }
    case 'entity.mentioned':
      return {
        ...moveCaret(state, action.from + mentionOf(action.entity).length + 1),
        draft: reduceDraft(state.draft, action),
      };
    default:
      return { ...state, draft: reduceDraft(state.draft, action) };
  }
}

export function reduceDraft(
  draft: Draft,
  action: Exclude<DraftAction, { type: 'files.rejected' | 'selected' | 'draft.replaced' }>,
): Draft {
  switch (action.type) {
    case 'text.changed':
      return withText(draft, action.text);
    case 'attachments.added':
      return { ...draft, attachments: [...draft.attachments, ...action.attachments] };
    case 'attachment.changed': {
      const { id, upload } = action;
      const attachments = draft.attachments.map((each) =>
        each.id === id ? { ...each, upload } : each,
      );
      return { ...draft, attachments };
    }
    case 'attachment.removed':
      return { ...draft, attachments: draft.attachments.filter(({ id }) => id !== action.id) };
    case 'references.set':
      return { ...draft, references: mergeReferences([], action.references) };
    case 'references.added':
      return { ...draft, references: mergeReferences(draft.references, action.references) };
    case 'reference.removed': {
      const key = referenceKey(action.reference);
      const references = draft.references.filter((each) => referenceKey(each) !== key);
      return { ...draft, references };
    }
    case 'entity.mentioned': {
      const { entity, from, to } = action;
      const rest = draft.text.slice(to).replace(/^ /, '');
      const text = `${draft.text.slice(0, from)}${mentionOf(entity)} ${rest}`;
      const others = draft.entities.filter(({ title }) => title !== entity.title);
      return { ...withText(draft, text), entities: [...others, entity] };
    }
    case 'command.set':
      return { ...draft, command: action.command };
  }
}

/** Mentions that are written no more are no mentions, and a command goes with its text. */
function withText(draft: Draft, text: string): Draft {
  const entities = draft.entities.filter((entity) => text.includes(mentionOf(entity)));
  const gone = text.trim() === '' && draft.command?.standsAlone === false;
  return { ...draft, text, entities, command: gone ? null : draft.command };
}

function moveCaret(state: ComposerState, at: number): ComposerState {
  return { ...state, caret: { at, revision: state.caret.revision + 1 } };
}

/** Why the draft cannot be sent, or `null` when it can. */
export function obstacle({
  text,
  attachments,
  references,
}: Draft): 'empty' | 'uploading' | 'failed' | null {
  if (attachments.some(({ upload }) => upload.status === 'uploading')) return 'uploading';
  if (attachments.some(({ upload }) => upload.status === 'failed')) return 'failed';
  const empty = text.trim() === '' && references.length === 0 && attachments.length === 0;
  return empty ? 'empty' : null;
}

/** Nothing that would be lost. */
export function isEmptyDraft(draft: Draft): boolean {
  return obstacle(draft) === 'empty' && draft.command === null;
}
