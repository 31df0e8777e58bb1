import { File as FileIcon } from 'lucide-react';

import { useLocale, useWords } from '../i18n/context';
import { formatSize } from '../i18n/format';
import { linkHost, safeLink } from '../markdown/links';
import { referencedEntity } from '../protocol/entities';
import type { MessageFile } from '../protocol/files';
import { referenceKey } from '../protocol/references';
import type { UserMessage } from '../state/types';
import { Icon } from '../ui/Icon';
import { Chip } from './Chip';
import styles from './Chips.module.css';
import { EntityTag } from './EntityTag';
import { splitMentions } from './mentions';
import { ReferenceChip } from './ReferenceChip';

function FileChip({ file }: { file: MessageFile }) {
  const locale = useLocale();
  const { name, size, preview } = file;
  const url = safeLink(file.url ?? undefined);
  const chip = (
    <Chip
      mark={preview === undefined ? <Icon of={FileIcon} /> : <img src={preview} alt="" />}
      title={name}
      detail={size === null ? null : formatSize(size, locale)}
    />
  );
  return url === null ? (
    chip
  ) : (
    <a
      className={styles.open}
      href={url.href}
      title={linkHost(url)}
      target="_blank"
      rel="noopener noreferrer"
    >
      {chip}
    </a>
  );
}

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
