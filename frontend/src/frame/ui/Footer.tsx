import { WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';

import { useWords } from '../i18n/context';
import { Markdown } from '../markdown/Markdown';
import type { ViewOptions } from '../state/store';
import styles from './ChatView.module.css';
import { Icon } from './Icon';
import { useOnline } from './useOnline';

type Props = { disclaimer: ViewOptions['disclaimer']; children: ReactNode };

/** The composer with what belongs to it. */
export function Footer({ disclaimer, children }: Props) {
  const words = useWords();
  const online = useOnline();
  return (
    <footer className={styles.footer}>
      {!online && (
        <p className={styles.offline} role="status">
          <Icon of={WifiOff} size={16} />
          {words.offline}
        </p>
      )}
      {children}
      {disclaimer && (
        <div className={styles.disclaimer} data-high-contrast={disclaimer.highContrast}>
          <Markdown text={disclaimer.text} />
        </div>
      )}
    </footer>
  );
}
