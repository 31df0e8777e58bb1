import { Component, lazy, type ReactNode, Suspense } from 'react';

import { useWords } from '../i18n/context';
import type { WidgetPart } from '../state/types';
import styles from './section.module.css';

const Widgets = lazy(() => import('./Widgets'));

type BoundaryProps = { part: WidgetPart; fallback: ReactNode; children: ReactNode };
type BoundaryState = { failed: boolean; part: WidgetPart };

/** A widget that cannot be drawn takes nothing else with it; an update of it gets a new chance. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false, part: this.props.part };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ part }: BoundaryProps, state: BoundaryState) {
    return part === state.part ? null : { failed: false, part };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

export function WidgetSection({ part }: { part: WidgetPart }) {
  const { widgets } = useWords();
  return (
    <section aria-label={widgets.widget} className={styles.section}>
      <Boundary part={part} fallback={<p className={styles.failed}>{widgets.failed}</p>}>
        <Suspense fallback={<div className={styles.loading} />}>
          <Widgets part={part} />
        </Suspense>
      </Boundary>
    </section>
  );
}
