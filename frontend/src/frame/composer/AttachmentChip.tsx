import { File as FileIcon, RotateCw } from 'lucide-react';

import { useLocale, useWords } from '../i18n/context';
import { formatPercent, formatSize } from '../i18n/format';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Chip } from './Chip';
import styles from './Chips.module.css';
import type { Attachment, ComposerActions } from './types';

type Props = { attachment: Attachment; actions: ComposerActions };

/** A file of the message that is being written, with what becomes of its upload. */
export function AttachmentChip({ attachment, actions }: Props) {
  const locale = useLocale();
  const words = useWords().composer;
  const { id, name, size, preview, upload } = attachment;
  const uploading = upload.status === 'uploading';
  const failed = upload.status === 'failed';
  const detail = uploading
    ? words.uploading(formatPercent(upload.progress, locale))
    : failed
      ? [words.uploadFailed, upload.error.detail].filter(Boolean).join(' · ')
      : size === null
        ? null
        : formatSize(size, locale);
  return (
    <Chip
      mark={preview === null ? <Icon of={FileIcon} /> : <img src={preview} alt="" />}
      title={name}
      detail={detail}
      tone={failed ? 'failed' : 'plain'}
      remove={{
        label: uploading ? words.cancelUpload(name) : words.removeFile(name),
        run: () => {
          actions.removeAttachment(id);
        },
      }}
    >
      {failed && (
        <IconButton
          icon={RotateCw}
          label={words.retryUpload(name)}
          size={15}
          onClick={() => {
            actions.retryUpload(id);
          }}
        />
      )}
      {uploading && (
        <span
          className={styles.progress}
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(upload.progress * 100)}
        >
          <i style={{ '--done': `${upload.progress * 100}%` } as React.CSSProperties} />
        </span>
      )}
    </Chip>
  );
}
