import type { Host } from '../controller/hostLink';
import type { ComposerValue, FollowUpMode, OutgoingMessage } from '../protocol/commands';
import {
  DEFAULT_LIMITS,
  type ComposerOptions,
  type ModelOption,
} from '../protocol/composerOptions';
import { parseEntities } from '../protocol/entities';
import { asRecord, type JsonRecord } from '../protocol/json';
import { Attaching, type Previews } from './attaching';
import { findCommand, runCommand, withBuiltIns, type CommandOutcome } from './commands';
import { EMPTY_DRAFT, obstacle } from './draft';
import type { Drafts } from './drafts';
import { selectedModel, selectedTool, selectionExtras, toMessage } from './message';
import { Slots } from './slots';
import type { ComposerActions, ComposerStore, Draft } from './types';
import { Uploads, type UploadEnvironment } from './uploads';

export type ComposerEnvironment = UploadEnvironment & {
  host: Pick<Host, 'call'>;
  newId: () => string;
  drafts: Drafts;
  previews: Previews;
  options: () => ComposerOptions;
  models: () => readonly ModelOption[];
  send: (message: OutgoingMessage) => void;
};

/** What the user writes, until it is sent. */
export class ComposerController {
  readonly #env: ComposerEnvironment;
  readonly #slots: Slots;
  readonly #attaching: Attaching;
  readonly store: ComposerStore;

  constructor(environment: ComposerEnvironment) {
    const { drafts, newId, previews, options } = environment;
    const slots = new Slots(drafts);
    this.#env = environment;
    this.#slots = slots;
    this.#attaching = new Attaching({
      slots,
      uploads: new Uploads(environment),
      previews,
      newId,
      limits: () => options().attachments ?? DEFAULT_LIMITS,
    });
    this.store = {
      getState: () => slots.state,
      subscribe: slots.subscribe,
      actions: this.#actions(),
    };
  }

  /** Another thread is shown. */
  open(threadId: string | null): void {
    this.#slots.open(threadId);
  }

  /** The new thread on screen has an id from now on. */
  adopt(threadId: string): void {
    this.#slots.adopt(threadId);
  }

  /** Does what the host says about the composer. */
  setValue({ text, attachments, references, files, toolId, modelId }: ComposerValue): void {
    const slots = this.#slots;
    if (text !== undefined) slots.dispatch({ type: 'text.changed', text, caret: text.length });
    if (attachments !== undefined) this.#attaching.replace(attachments);
    if (references !== undefined) {
      const type = references.append ? 'references.added' : 'references.set';
      slots.dispatch({ type, references: references.items });
    }
    if (files.length > 0) this.#attaching.attach(files, 'picked');
    if (toolId !== undefined) slots.dispatch({ type: 'selected', selection: { toolId } });
    if (modelId !== undefined) slots.dispatch({ type: 'selected', selection: { modelId } });
  }

  /** What a message carries that is not written here, such as a prompt of the start screen. */
  extras(): JsonRecord {
    const { options, models } = this.#env;
    return selectionExtras(options(), models(), this.#slots.state.selection);
  }

  /** The model that the user chose, which the host's messages use too. */
  model(): JsonRecord {
    const model = selectedModel(this.#env.models(), this.#slots.state.selection);
    return model === null ? {} : { model: model.id };
  }

  #actions(): ComposerActions {
    const slots = this.#slots;
    const attaching = this.#attaching;
    const { host } = this.#env;
    return {
      type: (text, caret) => {
        slots.dispatch({ type: 'text.changed', text, ...(caret !== undefined && { caret }) });
      },
      attach: (files, how = 'picked') => {
        attaching.attach(files, how);
      },
      retryUpload: (id) => {
        attaching.retry(id);
      },
      removeAttachment: (id) => {
        attaching.remove(id);
      },
      addReference: (reference) => {
        slots.dispatch({ type: 'references.added', references: [reference] });
      },
      removeReference: (reference) => {
        slots.dispatch({ type: 'reference.removed', reference });
      },
      mention: (entity, from, to) => {
        slots.dispatch({ type: 'entity.mentioned', entity, from, to });
      },
      selectTool: (toolId) => {
        slots.dispatch({ type: 'selected', selection: { toolId } });
      },
      selectModel: (modelId) => {
        slots.dispatch({ type: 'selected', selection: { modelId } });
      },
      setPlanMode: (planMode) => {
        slots.dispatch({ type: 'selected', selection: { planMode } });
      },
      runCommand: (name) => {
        this.#run(`/${name}`, true);
      },
      dropCommand: () => {
        slots.dispatch({ type: 'command.set', command: null });
      },
      dismissRejections: () => {
        slots.dispatch({ type: 'files.rejected', rejections: [] });
      },
      submit: (mode) => {
        const { draft } = slots.state;
        if (obstacle(draft) !== null) return;
        if (draft.command !== null || !this.#run(draft.text, false, mode)) this.#send(draft, mode);
      },
      searchEntities: (query) => host.call('onEntitySearch', { query }).then(parseEntities),
      clickEntity: (entity) => {
        // The element tells the host page about a handler that fails.
        void host.call('onEntityClick', { entity }).catch(() => undefined);
      },
      previewEntity: (entity) =>
        host.call('onEntityPreview', { entity }).then((answer) => asRecord(answer).preview ?? null),
    };
  }

  /** Runs the command that the text calls, if it calls one. */
  #run(text: string, chosen: boolean, mode: FollowUpMode = 'queue'): boolean {
    const found = findCommand(withBuiltIns(this.#env.options().commands), text);
    if (found === null) return false;
    this.#do(runCommand(found.command, found.args, chosen), mode);
    return true;
  }

  #do(outcome: CommandOutcome, mode: FollowUpMode): void {
    const slots = this.#slots;
    const write = (text: string, caret: number) => {
      slots.dispatch({ type: 'text.changed', text, caret });
    };
    switch (outcome.type) {
      case 'complete':
        write(outcome.text, outcome.text.length);
        return;
      case 'insert':
        write(outcome.text, outcome.caret);
        slots.dispatch({ type: 'command.set', command: outcome.command });
        return;
      case 'send':
        this.#send({ ...slots.state.draft, text: outcome.text, command: outcome.command }, mode);
        return;
      case 'choose':
        write('', 0);
        slots.dispatch({ type: 'command.set', command: outcome.command });
        return;
      case 'act': {
        const widgetItem = { id: outcome.itemId, widget: { type: 'slash_command' } };
        write('', 0);
        void this.#env.host
          .call('onWidgetAction', { action: outcome.action, widgetItem })
          .catch(() => undefined);
        return;
      }
      case 'plan': {
        const { text } = outcome;
        const planMode = text !== '' || !slots.state.selection.planMode;
        slots.dispatch({ type: 'selected', selection: { planMode } });
        write(text, text.length);
        if (text !== '') this.#send(slots.state.draft, mode);
      }
    }
  }

  #send(draft: Draft, mode: FollowUpMode): void {
    const slots = this.#slots;
    const message = toMessage(draft, this.extras());
    const tool = selectedTool(this.#env.options(), slots.state.selection);
    this.#attaching.release(draft.attachments);
    slots.dispatch({ type: 'draft.replaced', draft: EMPTY_DRAFT });
    if (tool?.pinned !== true) slots.dispatch({ type: 'selected', selection: { toolId: null } });
    this.#env.send({ ...message, ...(mode === 'steer' && { followUpMode: mode }) });
  }
}
