import { lazy, Suspense } from 'react';

import { StepTableView } from '../ui/StepTableView';
import type { StepDetail } from '../ui/stepText';
import styles from '../ui/Timeline.module.css';
import { CodeBox } from './CodeBox';
import type { StepContent } from './readStep';

const StepContentView = lazy(() => import('./StepContentView'));

type Props = { content: StepContent | null; details: readonly StepDetail[] };

/** What a step did: the view of its kind, then what it took, gave or broke on. */
export function StepBody({ content, details }: Props) {
  return (
    <>
      {content && (
        <Suspense fallback={null}>
          <StepContentView content={content} />
        </Suspense>
      )}
      {details.length > 0 && (
        <dl className={styles.details}>
          {details.map((detail) => (
            <div key={detail.id} data-kind={detail.id}>
              <dt>{detail.label}</dt>
              <dd>
                {'table' in detail ? (
                  <StepTableView table={detail.table} label={detail.label} />
                ) : (
                  <CodeBox text={detail.text} label={detail.label} language={detail.language} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
