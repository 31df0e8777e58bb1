import type { FollowUpMode } from '../protocol/commands';
import type { Entity } from '../protocol/entities';
import type { JsonRecord } from '../protocol/json';
import type { Reference } from '../protocol/references';
import type { ChatError } from '../state/types';

export type Upload =
  | { status: 'uploading'; progress: number }
  | { status: 'ready'; handle: JsonRecord }
  | { status: 'failed'; error: ChatError };

export type Attachment = {
  id: string;
  name: string;
  mimeType: string;
  size: number | null;
  /** Address of the picture within this page. */
  preview: string | null;
  /** A pasted picture is referred to by the text; a file lies beside it. */
  role: 'file' | 'picture';
  upload: Upload;
};

/** A slash command that the next message carries out. */
export type DraftCommand = {
  name: string;
  /** `commandSource` of the message. */
  source: JsonRecord;
  runtimeCapabilities?: unknown;
  /** It is a choice beside the text rather than a part of it. */
  standsAlone: boolean;
};

/** What is written but not sent, in one thread. */
export type Draft = {
  text: string;
  attachments: readonly Attachment[];
  references: readonly Reference[];
  /** Mentioned in the text. */
  entities: readonly Entity[];
  command: DraftCommand | null;
};

/** What stays chosen from message to message. */
export type Selection = {
  toolId: string | null;
  /** `null`: the default of the options. */
  modelId: string | null;
  planMode: boolean;
};

/** Why a file was not taken. */
export type Rejection =
  | { reason: 'size'; name: string; limit: number }
  | { reason: 'type'; name: string }
  | { reason: 'count'; limit: number };

export type ComposerState = {
  draft: Draft;
  selection: Selection;
  rejections: readonly Rejection[];
  /** Where the caret belongs after the text was changed by anything but typing. */
  caret: { at: number; revision: number };
};

export type EntitySearch = (query: string) => Promise<readonly Entity[]>;

export type ComposerActions = {
  type: (text: string, caret?: number) => void;
  /** Takes files that were picked, dropped or pasted. */
  attach: (files: readonly File[], how?: 'picked' | 'pasted') => void;
  retryUpload: (attachmentId: string) => void;
  removeAttachment: (attachmentId: string) => void;
  addReference: (reference: Reference) => void;
  removeReference: (reference: Reference) => void;
  /** Puts a mention in the place of the text between the two positions. */
  mention: (entity: Entity, from: number, to: number) => void;
  selectTool: (toolId: string | null) => void;
  selectModel: (modelId: string) => void;
  setPlanMode: (planMode: boolean) => void;
  /** Runs a command as if it had been typed and sent. */
  runCommand: (name: string) => void;
  dropCommand: () => void;
  dismissRejections: () => void;
  submit: (mode: FollowUpMode) => void;
  searchEntities: EntitySearch;
  clickEntity: (entity: Entity) => void;
  /** The host's widget for an entity, or `null`. */
  previewEntity: (entity: Entity) => Promise<unknown>;
};

/** The composer for `useSyncExternalStore`; changed at once, since typing must not lag behind. */
export type ComposerStore = {
  getState: () => ComposerState;
  subscribe: (listener: () => void) => () => void;
  actions: ComposerActions;
};
