import { Sparkles } from 'lucide-react';
import { useState } from 'react';

import type { AssistantInfo } from '../state/store';
import styles from './Avatar.module.css';
import { Icon } from './Icon';

type Props = { assistant: AssistantInfo | null; size: 'small' | 'large' };

/** Image, emoji or a plain mark; the name beside it says who it is. */
export function Avatar({ assistant, size }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const url = assistant?.avatarUrl;
  const emoji = assistant?.avatarEmoji;
  return (
    <span className={styles.avatar} data-size={size} aria-hidden>
      {url && url !== broken ? (
        <img
          src={url}
          alt=""
          referrerPolicy="no-referrer"
          onError={() => {
            setBroken(url);
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
