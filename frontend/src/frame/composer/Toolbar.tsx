import { ListTodo, Paperclip, Wrench, X } from 'lucide-react';
import { useRef } from 'react';

import { useWords } from '../i18n/context';
import type { ComposerOptions, ModelOption, ToolOption } from '../protocol/composerOptions';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { promptIcon } from '../ui/promptIcon';
import styles from './Composer.module.css';
import { Menu } from './Menu';
import { selectedModel, selectedTool } from './message';
import type { ComposerActions, Selection } from './types';

type Props = {
  options: ComposerOptions;
  models: readonly ModelOption[];
  selection: Selection;
  disabled: boolean;
  actions: ComposerActions;
};

/** Whether there is anything to choose beside the text. */
export function hasToolbar({
  options,
  models,
  selection,
}: Pick<Props, 'options' | 'models' | 'selection'>): boolean {
  const { attachments, tools } = options;
  return attachments !== null || tools.length > 0 || models.length > 0 || selection.planMode;
}

/** What is chosen beside the text: files, a tool, a model, plan mode. */
export function Toolbar({ options, models, selection, disabled, actions }: Props) {
  const words = useWords().composer;
  const picker = useRef<HTMLInputElement>(null);
  const { attachments } = options;
  const tool = selectedTool(options, selection);
  const model = selectedModel(models, selection);
  const pinned = options.tools.filter((each) => each.pinned);
  const listed = options.tools.filter((each) => !each.pinned);

  return (
    <div className={styles.toolbar}>
      {attachments !== null && (
        <>
          <input
            ref={picker}
            type="file"
            hidden
            multiple={attachments.maxCount > 1}
            accept={attachments.accept.join(',')}
            onChange={({ target }) => {
              actions.attach([...(target.files ?? [])]);
              // The same file may be picked again.
              target.value = '';
            }}
          />
          <IconButton
            icon={Paperclip}
            label={words.attach}
            align="start"
            disabled={disabled}
            onClick={() => picker.current?.click()}
          />
        </>
      )}
      {listed.length > 0 && tool?.pinned !== false && (
        <Menu
          name={words.tools}
          text={words.tools}
          icon={Wrench}
          align="start"
          disabled={disabled}
          chosen={null}
          choices={listed.map(({ id, label, icon }) => ({
            id,
            label,
            icon: promptIcon(icon ?? undefined),
          }))}
          onChoose={actions.selectTool}
        />
      )}
      {tool?.pinned === false && (
        <ChosenButton
          icon={promptIcon(tool.icon ?? undefined) ?? Wrench}
          text={tool.shortLabel ?? tool.label}
          label={words.removeTool(tool.label)}
          onClick={() => {
            actions.selectTool(null);
          }}
        />
      )}
      {pinned.map((each) => (
        <PinnedTool
          key={each.id}
          tool={each}
          chosen={each.id === tool?.id}
          disabled={disabled}
          onChoose={actions.selectTool}
        />
      ))}
      {selection.planMode && (
        <ChosenButton
          icon={ListTodo}
          text={words.planMode}
          label={words.leavePlanMode}
          onClick={() => {
            actions.setPlanMode(false);
          }}
        />
      )}
      <span className={styles.gap} />
      {models.length > 0 && (
        <Menu
          name={words.model}
          text={model?.label ?? words.model}
          align="end"
          disabled={disabled}
          chosen={model?.id ?? null}
          choices={models.map(({ id, label, description, disabled: off }) => ({
            id,
            label,
            detail: description,
            disabled: off,
          }))}
          onChoose={actions.selectModel}
        />
      )}
    </div>
  );
}

type ChosenProps = {
  icon: typeof X;
  text: string;
  label: string;
  onClick: () => void;
};

function ChosenButton({ icon, text, label, onClick }: ChosenProps) {
  return (
    <button type="button" className={styles.chosen} aria-label={label} onClick={onClick}>
      <Icon of={icon} size={16} />
      <span className={styles.chosenText} dir="auto">
        {text}
      </span>
      <Icon of={X} size={14} />
    </button>
  );
}

type PinnedProps = {
  tool: ToolOption;
  chosen: boolean;
  disabled: boolean;
  onChoose: (id: string | null) => void;
};

function PinnedTool({ tool, chosen, disabled, onChoose }: PinnedProps) {
  return (
    <button
      type="button"
      className={styles.chosen}
      aria-pressed={chosen}
      disabled={disabled}
      onClick={() => {
        onChoose(chosen ? null : tool.id);
      }}
    >
      <Icon of={promptIcon(tool.icon ?? undefined) ?? Wrench} size={16} />
      <span className={styles.chosenText} dir="auto">
        {tool.shortLabel ?? tool.label}
      </span>
    </button>
  );
}
