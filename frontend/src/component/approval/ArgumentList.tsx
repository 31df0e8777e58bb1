import { readable } from '../tools/question';
import type { Words } from '../words';
import styles from './ApprovalCard.module.css';

type Props = {
  id: string;
  params: Readonly<Record<string, unknown>>;
  words: Words['approval'];
};

function Value({ value, words }: { value: unknown; words: Words['approval'] }) {
  if (value === null || value === undefined || value === '') return <i>{words.empty}</i>;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = readable(value);
  return typeof value === 'object' ? <pre>{text}</pre> : text;
}

/** The arguments as the tool will get them. */
export function ArgumentList({ id, params, words }: Props) {
  const entries = Object.entries(params);
  if (entries.length === 0) return null;
  return (
    // It may scroll: keys must reach it.
    <dl id={id} className={styles.arguments} tabIndex={0} aria-label={words.details}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name.replaceAll('_', ' ')}</dt>
          <dd dir="auto">
            <Value value={value} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
