import { Sparkles } from 'lucide-react';
import { useState } from 'react';

import { safeImage } from '../markdown/links';
import { useAllowed } from '../markdown/mediaHosts';
import type { AssistantInfo } from '../state/store';
import styles from './Avatar.module.css';
import { Icon } from './Icon';

type Props = { assistant: AssistantInfo | null; size: 'small' | 'large' };

/**
 * Image, emoji or a plain mark; the name beside it says who it is.
 *
 * An image of a host that the app does not allow is not worth a click: the mark stands for it.
 */
export function Avatar({ assistant, size }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const url = safeImage(assistant?.avatarUrl);
  const allowed = useAllowed(url);
  const emoji = assistant?.avatarEmoji;
  return (
    <span className={styles.avatar} data-size={size} aria-hidden>
      {url && allowed && url.href !== broken ? (
        <img
          src={url.href}
          alt=""
          referrerPolicy="no-referrer"
          onError={() => {
            setBroken(url.href);
          }}
        />
      ) : emoji && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(emoji) ? (
        emoji
      ) : (
        <Icon of={Sparkles} size={size === 'large' ? 22 : 16} />
      )}
    </span>
  );
}
