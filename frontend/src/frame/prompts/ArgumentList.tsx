import { useWords } from '../i18n/context';
import type { JsonRecord } from '../protocol/json';
import { ScrollBox } from '../ui/ScrollBox';
import { argumentLabel } from './argumentFields';
import styles from './prompts.module.css';

function Value({ value }: { value: unknown }) {
  const { approval } = useWords();
  if (value === null || value === undefined || value === '') {
    return <span className={styles.empty}>{approval.empty}</span>;
  }
  if (typeof value === 'boolean') return value ? approval.yes : approval.no;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return <pre>{JSON.stringify(value, null, 2)}</pre>;
}

/** The arguments as they will be used. */
export function ArgumentList({ args, schema }: { args: JsonRecord; schema: JsonRecord | null }) {
  const { approval } = useWords();
  const entries = Object.entries(args);
  if (entries.length === 0) return <p className={styles.description}>{approval.noArguments}</p>;
  return (
    <ScrollBox label={approval.details} className={styles.argumentBox}>
      <dl className={styles.arguments}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{argumentLabel(name, schema)}</dt>
            <dd dir="auto">
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </ScrollBox>
  );
}
