import { SquareSlash } from 'lucide-react';

import { useWords } from '../i18n/context';
import { Icon } from '../ui/Icon';
import { AttachmentChip } from './AttachmentChip';
import { Chip } from './Chip';
import styles from './Chips.module.css';
import { EntityTag } from './EntityTag';
import { ReferenceChip } from './ReferenceChip';
import { referenceKey } from '../protocol/references';
import type { ComposerActions, Draft } from './types';

type Props = { draft: Draft; actions: ComposerActions };

/** Everything that goes along with the text that is being written. */
export function Enclosures({ draft, actions }: Props) {
  const words = useWords().composer;
  const { attachments, references, entities, command } = draft;
  return (
    <>
      {attachments.length > 0 && (
        <ul className={styles.row} aria-label={words.attachments}>
          {attachments.map((attachment) => (
            <li key={attachment.id}>
              <AttachmentChip attachment={attachment} actions={actions} />
            </li>
          ))}
        </ul>
      )}
      {references.length > 0 && (
        <ul className={styles.row} aria-label={words.references}>
          {references.map((reference) => (
            <li key={referenceKey(reference)}>
              <ReferenceChip reference={reference} onRemove={actions.removeReference} />
            </li>
          ))}
        </ul>
      )}
      {entities.length > 0 && (
        <ul className={styles.row} data-tags aria-label={words.mentioned}>
          {entities.map((entity) => (
            <li key={entity.id}>
              <EntityTag entity={entity} />
            </li>
          ))}
        </ul>
      )}
      {command !== null && (
        <Chip
          mark={<Icon of={SquareSlash} />}
          title={`/${command.name}`}
          remove={{ label: words.removeCommand(command.name), run: actions.dropCommand }}
        />
      )}
    </>
  );
}
