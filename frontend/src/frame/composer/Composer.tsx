import { ArrowUp, Mic, MicOff, Square } from 'lucide-react';
import { memo, useCallback, useMemo, useRef, useState } from 'react';

import { useLocale, useWords } from '../i18n/context';
import type { FollowUpMode } from '../protocol/commands';
import type { ComposerOptions, ModelOption } from '../protocol/composerOptions';
import { IconButton } from '../ui/IconButton';
import { findCommand, withBuiltIns } from './commands';
import styles from './Composer.module.css';
import { obstacle } from './draft';
import { Enclosures } from './Enclosures';
import { Field } from './Field';
import { selectedTool } from './message';
import { Rejections } from './Rejections';
import { SuggestionList } from './SuggestionList';
import { hasToolbar, Toolbar } from './Toolbar';
import type { ComposerStore } from './types';
import { useComposer } from './useComposer';
import { useDictation } from './useDictation';
import { useSuggestions } from './useSuggestions';

type Props = {
  store: ComposerStore;
  options: ComposerOptions;
  models: readonly ModelOption[];
  searchesEntities: boolean;
  /** The chat can send. */
  ready: boolean;
  running: boolean;
  /** Sending waits, typing does not (a thread is being loaded). */
  held: boolean;
  focusRequests: number;
  onStop: () => void;
  /** Edits the user's last message. */
  onEditLast: () => void;
};

export const Composer = memo(function Composer(props: Props) {
  const { store, options, models, ready, running, held, focusRequests, onStop } = props;
  const words = useWords();
  const { tag } = useLocale();
  const { actions } = store;
  const state = useComposer(store);
  const { draft, selection, rejections } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const commands = useMemo(() => withBuiltIns(options.commands), [options.commands]);
  const { suggestions, onKey } = useSuggestions({
    draft,
    caret,
    commands,
    searchesEntities: props.searchesEntities,
    actions,
  });
  const dictation = useDictation(draft.text, tag, actions.type);

  const blocked = obstacle(draft);
  const sendable = ready && !held && blocked === null;
  const tool = selectedTool(options, selection);
  const called = draft.command === null ? findCommand(commands, draft.text) : null;
  const hint = called?.args === '' ? called.command.argsHint : null;
  const stacked = hasToolbar({ options, models, selection });

  const submit = (mode: FollowUpMode) => {
    if (!sendable) return;
    actions.submit(mode);
    field.current?.focus();
  };
  const onCaret = useCallback((at: number | null) => {
    setCaret(at);
  }, []);

  return (
    <form
      className={styles.composer}
      data-disabled={!ready}
      data-stacked={stacked}
      onSubmit={(event) => {
        event.preventDefault();
        submit('queue');
      }}
    >
      {suggestions && <SuggestionList suggestions={suggestions} />}
      <Rejections rejections={rejections} onDismiss={actions.dismissRejections} />
      <Enclosures draft={draft} actions={actions} />
      {dictation?.failed && (
        <p className={styles.hint} role="alert">
          {words.composer.dictationFailed}
        </p>
      )}
      {hint !== null && (
        <p className={styles.hint} role="status" dir="auto">
          {hint}
        </p>
      )}
      <Field
        field={field}
        state={state}
        actions={actions}
        placeholder={tool?.placeholder ?? options.placeholder ?? words.placeholder}
        disabled={!ready}
        takesFiles={options.attachments !== null}
        suggestions={suggestions}
        focusRequests={focusRequests}
        onCaret={onCaret}
        onListKey={onKey}
        onSubmit={({ ctrlKey, metaKey }) => {
          submit(running && (ctrlKey || metaKey) ? 'steer' : 'queue');
        }}
        onEditLast={props.onEditLast}
      />
      {stacked && (
        <Toolbar
          options={options}
          models={models}
          selection={selection}
          disabled={!ready}
          actions={actions}
        />
      )}
      {dictation && (!running || dictation.listening) && (
        <IconButton
          icon={dictation.listening ? MicOff : Mic}
          label={dictation.listening ? words.composer.stopDictating : words.composer.dictate}
          disabled={!ready}
          className={dictation.listening ? styles.listening : undefined}
          onClick={() => {
            dictation.toggle();
            field.current?.focus();
          }}
        />
      )}
      {running && (
        <IconButton
          icon={Square}
          label={words.stop}
          size={14}
          className={`${styles.stop ?? ''} ${blocked === 'empty' ? (styles.primary ?? '') : ''}`}
          onClick={({ detail }) => {
            onStop();
            // Pressed by key: the button goes away and must not take the focus with it.
            if (detail === 0) field.current?.focus();
          }}
        />
      )}
      {(!running || blocked !== 'empty') && (
        <IconButton
          icon={ArrowUp}
          label={words.send}
          size={18}
          disabled={!sendable}
          className={styles.primary}
          onClick={() => {
            submit('queue');
          }}
        />
      )}
    </form>
  );
});
