import { ShieldQuestionMark } from 'lucide-react';
import { useState } from 'react';

import { useWords } from '../i18n/context';
import type { ActionRequest, Decision } from '../protocol/approvals';
import { Icon } from '../ui/Icon';
import { ActionReview } from './ActionReview';
import styles from './prompts.module.css';

type Props = {
  requests: readonly ActionRequest[];
  onDecide: (decisions: readonly Decision[]) => void;
};

/** The actions one after the other; the last decision sends them all. */
export default function ApprovalCard({ requests, onDecide }: Props) {
  const { approval } = useWords();
  const [decisions, setDecisions] = useState<readonly Decision[]>([]);
  const request = requests[decisions.length];
  if (!request) return null;

  const decide = (decision: Decision) => {
    const made = [...decisions, decision];
    setDecisions(made);
    if (made.length === requests.length) onDecide(made);
  };

  return (
    <section className={styles.card} aria-label={approval.title}>
      <header className={styles.head}>
        <Icon of={ShieldQuestionMark} />
        <h2>{approval.title}</h2>
        {requests.length > 1 && (
          <span className={styles.position} dir="auto">
            {approval.position(decisions.length + 1, requests.length)}
          </span>
        )}
      </header>
      {/* A new action begins anew, with the focus on its first button once the user has begun. */}
      <ActionReview
        key={decisions.length}
        request={request}
        focused={decisions.length > 0}
        onDecide={decide}
      />
    </section>
  );
}
