import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

import { useWords } from '../i18n/context';
import { copyText } from './clipboard';
import { IconButton } from './IconButton';

const CONFIRMATION_MS = 1600;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, CONFIRMATION_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? words.copied : label}
      size={16}
      onClick={() => {
        void copyText(text).then(setCopied);
      }}
    />
  );
}
