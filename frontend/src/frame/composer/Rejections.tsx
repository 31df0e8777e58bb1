import { X } from 'lucide-react';

import { useLocale, useWords } from '../i18n/context';
import { formatSize } from '../i18n/format';
import { IconButton } from '../ui/IconButton';
import styles from './Composer.module.css';
import type { Rejection } from './types';

/** Says which files were not taken, and why. */
export function Rejections({
  rejections,
  onDismiss,
}: {
  rejections: readonly Rejection[];
  onDismiss: () => void;
}) {
  const locale = useLocale();
  const words = useWords().composer;
  if (rejections.length === 0) return null;
  const reason = (rejection: Rejection) => {
    switch (rejection.reason) {
      case 'size':
        return words.tooLarge(rejection.name, formatSize(rejection.limit, locale));
      case 'type':
        return words.wrongType(rejection.name);
      case 'count':
        return words.tooMany(rejection.limit);
    }
  };
  return (
    <div className={styles.rejections} role="alert">
      <ul>
        {rejections.map((rejection, at) => (
          <li key={at}>
            <bdi>{reason(rejection)}</bdi>
          </li>
        ))}
      </ul>
      <IconButton icon={X} label={words.dismiss} size={15} onClick={onDismiss} />
    </div>
  );
}
