import { useWords } from '../i18n/context';

/** The box of a task list's item; it can be read, not changed. */
export function TaskMark({ done }: { done: boolean }) {
  const words = useWords();
  return (
    <input type="checkbox" checked={done} disabled aria-label={done ? words.done : words.notDone} />
  );
}
