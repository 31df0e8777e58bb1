import { Code } from '../code/Code';
import { ScrollBox } from '../ui/ScrollBox';
import styles from './codeBox.module.css';

type Props = { text: string; label: string; language?: string | null };

/** What a step took or gave, as it was written; lines are broken rather than scrolled. */
export function CodeBox({ text, label, language = null }: Props) {
  return (
    <ScrollBox label={label} className={styles.box}>
      <pre dir="auto">
        <Code text={text} language={language} />
      </pre>
    </ScrollBox>
  );
}
