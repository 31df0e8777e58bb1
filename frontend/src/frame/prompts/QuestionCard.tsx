import { MessageCircleQuestionMark } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../forms/Button';
import { useWords } from '../i18n/context';
import type { Question, QuestionAnswer } from '../protocol/questions';
import { Icon } from '../ui/Icon';
import styles from './prompts.module.css';
import { QuestionField } from './QuestionField';

type Props = {
  questions: readonly Question[];
  onAnswer: (answers: readonly QuestionAnswer[]) => void;
};

const isAnswered = (answer: QuestionAnswer | undefined): answer is QuestionAnswer =>
  answer !== undefined && (answer.type === 'option' || answer.text.trim() !== '');

/** One to three questions with options, or the user's own words for each. */
export default function QuestionCard({ questions, onAnswer }: Props) {
  const { question: words } = useWords();
  const [answers, setAnswers] = useState<readonly (QuestionAnswer | undefined)[]>([]);
  const given = questions.map((_, at) => answers[at]).filter(isAnswered);
  const complete = given.length === questions.length;
  return (
    <form
      className={styles.card}
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onAnswer(given);
      }}
    >
      <header className={styles.head}>
        <Icon of={MessageCircleQuestionMark} />
        <h2>{words.title}</h2>
      </header>
      {questions.map((question, at) => (
        <QuestionField
          key={question.id}
          question={question}
          answer={answers[at]}
          onChange={(answer) => {
            setAnswers(questions.map((_, other) => (other === at ? answer : answers[other])));
          }}
        />
      ))}
      <div className={styles.actions}>
        <Button kind="primary" submit disabled={!complete}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}
