import { lazy, Suspense } from 'react';

import { useWords } from '../i18n/context';
import type { ChatActions } from '../state/store';
import type { Prompt as PromptData } from '../state/types';
import a11y from '../ui/a11y.module.css';

const ApprovalCard = lazy(() => import('./ApprovalCard'));
const QuestionCard = lazy(() => import('./QuestionCard'));

type Props = { prompt: PromptData; answer: ChatActions['answerPrompt'] };

/** What the agent asks the user. A new prompt begins anew: its key is its id. */
export function Prompt({ prompt, answer }: Props) {
  const words = useWords();
  const group = prompt.kind === 'approval' ? words.approval : words.question;
  return (
    <>
      <p role="alert" className={a11y.hidden}>
        {group.announcement}
      </p>
      <Suspense fallback={null}>
        {prompt.kind === 'approval' ? (
          <ApprovalCard
            key={prompt.id}
            requests={prompt.requests}
            onDecide={(decisions) => {
              answer(prompt.id, { kind: 'approval', decisions });
            }}
          />
        ) : (
          <QuestionCard
            key={prompt.id}
            questions={prompt.questions}
            onAnswer={(answers) => {
              answer(prompt.id, { kind: 'questions', answers });
            }}
          />
        )}
      </Suspense>
    </>
  );
}
