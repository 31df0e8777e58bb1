import { useEffect, useRef, useState } from 'react';

import { findRecognition, transcript, withDictation, type Recognition } from './speech';

export type Dictation = {
  listening: boolean;
  failed: boolean;
  toggle: () => void;
};

/** Writes down what is said behind the text; `null` where that is impossible. */
export function useDictation(
  text: string,
  language: string,
  write: (text: string, caret: number) => void,
): Dictation | null {
  const [Recognizer] = useState(() => findRecognition(window));
  const [listening, setListening] = useState(false);
  const [failed, setFailed] = useState(false);
  const running = useRef<Recognition | null>(null);

  useEffect(
    () => () => {
      running.current?.stop();
    },
    [],
  );

  if (Recognizer === null) return null;
  const toggle = () => {
    setFailed(false);
    if (running.current !== null) {
      running.current.stop();
      return;
    }
    const recognition = new Recognizer();
    recognition.lang = language;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.onresult = (event) => {
      const next = withDictation(text, transcript(event));
      write(next, next.length);
    };
    recognition.onerror = () => {
      setFailed(true);
    };
    recognition.onend = () => {
      running.current = null;
      setListening(false);
    };
    running.current = recognition;
    setListening(true);
    recognition.start();
  };
  return { listening, failed, toggle };
}
