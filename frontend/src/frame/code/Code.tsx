import { memo, useState } from 'react';

import { lazyModule } from '../ui/lazyModule';
import styles from './code.module.css';
import { colour, type Colouring } from './colouring';
import type { Token } from './tokens';

const useHighlighter = lazyModule(() =>
  import('./highlighter').then(({ highlighter }) => highlighter),
);

const PLAIN = new Set(['text', 'txt', 'plain', 'plaintext', 'output', 'log']);

function useColouring(code: string, name: string | null): Colouring | null {
  const language = name?.toLowerCase() ?? '';
  const highlighter = useHighlighter(language !== '' && !PLAIN.has(language));
  const [last, setLast] = useState<Colouring | null>(null);
  if (highlighter?.knows(language) !== true) return null;
  if (last?.code === code && last.language === language) return last;
  const next = colour(highlighter, language, code, last);
  setLast(next);
  return next;
}

const Tokens = memo(function Tokens({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map(({ text, kind }, at) =>
    kind === null ? (
      text
    ) : (
      <span key={at} data-token={kind}>
        {text}
      </span>
    ),
  );
});

type Props = {
  text: string;
  /** As an agent names it after a fence, or the extension of a file; colours are for known ones. */
  language: string | null;
};

/** Code in the colours of its language, to stand in a `pre`. It may grow, as an answer does. */
export function Code({ text, language }: Props) {
  const colouring = useColouring(text, language);
  return (
    <code className={styles.code}>
      {colouring === null ? (
        text
      ) : (
        <>
          {colouring.settled.map(({ start, tokens }) => (
            <Tokens key={start} tokens={tokens} />
          ))}
          <Tokens tokens={colouring.rest} />
        </>
      )}
    </code>
  );
}
