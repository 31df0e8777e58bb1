import { useId, useRef } from 'react';

import forms from '../forms/forms.module.css';
import { useWords } from '../i18n/context';
import type { Question, QuestionAnswer } from '../protocol/questions';
import styles from './prompts.module.css';

type Props = {
  question: Question;
  answer: QuestionAnswer | undefined;
  onChange: (answer: QuestionAnswer) => void;
};

export function QuestionField({ question, answer, onChange }: Props) {
  const { question: words } = useWords();
  const group = useId();
  const field = useRef<HTMLInputElement>(null);
  const text = answer?.type === 'other' ? answer.text : '';
  const chooseOther = (words: string) => {
    onChange({ type: 'other', text: words });
  };
  return (
    <fieldset className={styles.question}>
      <legend>
        <span className={styles.topic}>
          <bdi>{question.header}</bdi>
        </span>
        <bdi className={styles.asked}>{question.question}</bdi>
      </legend>
      {question.options.map((option, at) => (
        <label key={at} className={styles.option}>
          <input
            type="radio"
            name={group}
            checked={answer?.type === 'option' && answer.option === option}
            onChange={() => {
              onChange({ type: 'option', option });
            }}
          />
          <span className={styles.optionText}>
            <span>
              <bdi>{option.label}</bdi>
            </span>
            <small>
              <bdi>{option.description}</bdi>
            </small>
          </span>
        </label>
      ))}
      <div className={styles.option}>
        <input
          type="radio"
          name={group}
          aria-label={words.other}
          checked={answer?.type === 'other'}
          onChange={() => {
            chooseOther(text);
            field.current?.focus();
          }}
        />
        <span className={styles.optionText}>
          <span aria-hidden>{words.other}</span>
          <input
            ref={field}
            className={forms.input}
            dir="auto"
            aria-label={words.otherAnswer}
            placeholder={words.otherAnswer}
            value={text}
            onChange={(event) => {
              chooseOther(event.target.value);
            }}
          />
        </span>
      </div>
    </fieldset>
  );
}
