import { useWords } from '../i18n/context';
import type { AssistantInfo, StartPrompt } from '../state/store';
import { Avatar } from './Avatar';
import { Icon } from './Icon';
import { promptIcon } from './promptIcon';
import styles from './StartScreen.module.css';

type Props = {
  assistant: AssistantInfo | null;
  greeting: string | null;
  prompts: readonly StartPrompt[];
  onSend: (text: string) => void;
};

export function StartScreen({ assistant, greeting, prompts, onSend }: Props) {
  const words = useWords();
  return (
    <section className={styles.start}>
      <div className={styles.hello}>
        <Avatar assistant={assistant} size="large" />
        <h2 className={styles.greeting} dir="auto">
          {greeting ?? words.greeting}
        </h2>
      </div>
      {prompts.length > 0 && (
        <ul
          className={styles.prompts}
          aria-label={words.suggestions}
          data-single={prompts.length === 1}
        >
          {prompts.map(({ label, prompt, icon }) => {
            const glyph = promptIcon(icon);
            return (
              <li key={`${label}\n${prompt}`}>
                <button
                  type="button"
                  className={styles.prompt}
                  onClick={() => {
                    onSend(prompt);
                  }}
                >
                  {glyph && <Icon of={glyph} />}
                  <span dir="auto">{label}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
