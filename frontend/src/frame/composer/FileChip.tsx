import { File as FileIcon } from 'lucide-react';
import { use, useState } from 'react';

import { useLocale, useWords } from '../i18n/context';
import { formatSize } from '../i18n/format';
import { linkHost, safeLink } from '../markdown/links';
import { servedId, type MessageFile } from '../protocol/files';
import { Icon } from '../ui/Icon';
import { Chip } from './Chip';
import styles from './Chips.module.css';
import { SaveFile } from './savedFiles';

/** A file of a message, which a click opens or saves. */
export function FileChip({ file }: { file: MessageFile }) {
  const locale = useLocale();
  const words = useWords().composer;
  const saveFile = use(SaveFile);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const { name, size, preview } = file;
  const served = servedId(file);
  const url = safeLink(file.url ?? undefined);
  const detail = size === null ? null : formatSize(size, locale);
  const chip = (
    <Chip
      mark={preview === undefined ? <Icon of={FileIcon} /> : <img src={preview} alt="" />}
      title={name}
      detail={state === 'failed' ? words.saveFailed : detail}
      tone={state === 'failed' ? 'failed' : 'plain'}
    />
  );
  if (served !== null) {
    const save = () => {
      setState('loading');
      saveFile(served, name).then(
        () => {
          setState('idle');
        },
        () => {
          setState('failed');
        },
      );
    };
    return (
      <button
        type="button"
        className={styles.open}
        aria-busy={state === 'loading'}
        disabled={state === 'loading'}
        onClick={save}
      >
        {chip}
      </button>
    );
  }
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
