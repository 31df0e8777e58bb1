import { LANGUAGES } from '../shared/locale/languages';
import type { View } from './address';
import styles from './Gallery.module.css';
import { themes } from './themes';

const WIDTHS = [320, 390, 560, 760, 1100];
const LOCALES = [...LANGUAGES, 'ar'];

type ChoiceProps = {
  label: string;
  value: string;
  choices: readonly (string | number)[];
  otherwise?: string;
  onChoose: (value: string) => void;
};

function Choice({ label, value, choices, otherwise, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ target }) => {
          onChoose(target.value);
        }}
      >
        {otherwise !== undefined && <option value="">{otherwise}</option>}
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}

type Props = {
  view: View;
  onChange: (change: Partial<View>) => void;
  onStep: (by: number) => void;
};

/** How the states are looked at. */
export function Toolbar({ view, onChange, onStep }: Props) {
  return (
    <div className={styles.toolbar}>
      <Choice
        label="Theme"
        value={view.theme}
        choices={Object.keys(themes)}
        onChoose={(theme) => {
          onChange({ theme });
        }}
      />
      <Choice
        label="Language"
        value={view.locale ?? ''}
        choices={LOCALES}
        otherwise="of the state"
        onChoose={(locale) => {
          onChange({ locale: locale || null });
        }}
      />
      <Choice
        label="Width"
        value={String(view.width ?? '')}
        choices={WIDTHS}
        otherwise="free"
        onChoose={(width) => {
          onChange({ width: Number(width) || null });
        }}
      />
      <span className={styles.steps}>
        <button
          type="button"
          onClick={() => {
            onStep(-1);
          }}
          aria-label="Previous state"
        >
          ←
        </button>
        <button
          type="button"
          onClick={() => {
            onStep(1);
          }}
          aria-label="Next state"
        >
          →
        </button>
      </span>
    </div>
  );
}
