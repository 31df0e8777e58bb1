import { wordsOf } from './words';

type FailureProps = { detail: string; locale?: string | undefined };

/** Stands in the place of a chat that cannot be drawn. */
export function Failure({ detail, locale }: FailureProps) {
  const { title, advice } = wordsOf(locale).failure;
  return (
    <div role="alert" className="failure">
      <strong>{title}</strong>
      <p>{advice}</p>
      <code>{detail}</code>
    </div>
  );
}
