import a11y from './a11y.module.css';
import styles from './Skeleton.module.css';

/** Grey shapes of what is coming; invisible for the first 200 ms. */
export function Skeleton({ of, label }: { of: 'start' | 'thread'; label: string }) {
  return (
    <div className={styles.skeleton} data-of={of} role="status">
      <span className={a11y.hidden}>{label}</span>
      {of === 'start' ? (
        <>
          <i className={styles.round} />
          <i className={styles.heading} />
          <div className={styles.cards}>
            <i />
            <i />
          </div>
        </>
      ) : (
        <>
          <i className={styles.question} />
          <i />
          <i />
          <i className={styles.short} />
          <i className={styles.question} />
          <i />
          <i className={styles.short} />
        </>
      )}
    </div>
  );
}
