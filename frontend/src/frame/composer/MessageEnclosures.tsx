import { useWords } from '../i18n/context';
import { referencedEntity } from '../protocol/entities';
import { referenceKey } from '../protocol/references';
import type { UserMessage } from '../state/types';
import styles from './Chips.module.css';
import { EntityTag } from './EntityTag';
import { FileChip } from './FileChip';
import { splitMentions } from './mentions';
import { ReferenceChip } from './ReferenceChip';

/** What a message of the user brings along, above its text. */
export function MessageEnclosures({ message }: { message: UserMessage }) {
  const words = useWords().composer;
  const { files = [], references = [] } = message;
  const shown = references.filter((reference) => referencedEntity(reference) === null);
  if (files.length === 0 && shown.length === 0) return null;
  return (
    <ul className={styles.row} aria-label={words.attachments} data-end>
      {files.map((file, at) => (
        <li key={at}>
          <FileChip file={file} />
        </li>
      ))}
      {shown.map((reference) => (
        <li key={referenceKey(reference)}>
          <ReferenceChip reference={reference} />
        </li>
      ))}
    </ul>
  );
}

/** The text of a message, with the entities that it mentions. */
export function MessageText({ message }: { message: UserMessage }) {
  const entities = (message.references ?? []).flatMap((reference) => {
    const entity = referencedEntity(reference);
    return entity === null ? [] : [entity];
  });
  if (entities.length === 0) return message.text;
  return splitMentions(message.text, entities).map((piece, at) =>
    typeof piece === 'string' ? piece : <EntityTag key={at} entity={piece} />,
  );
}
