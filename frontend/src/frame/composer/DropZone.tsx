import { Paperclip } from 'lucide-react';

import { useWords } from '../i18n/context';
import { Icon } from '../ui/Icon';
import styles from './Composer.module.css';
import { useFileDrop } from './useFileDrop';

/** Covers the chat while files are dragged over it. */
export function DropZone({ onFiles }: { onFiles: ((files: readonly File[]) => void) | null }) {
  const words = useWords();
  const over = useFileDrop(onFiles);
  if (!over) return null;
  return (
    <div className={styles.drop}>
      <Icon of={Paperclip} size={24} />
      {words.composer.dropFiles}
    </div>
  );
}
