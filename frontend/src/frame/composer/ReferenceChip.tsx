import { Code, Image, type LucideIcon, TextQuote } from 'lucide-react';

import { useWords } from '../i18n/context';
import type { ComposerWords } from '../i18n/en';
import { PASTED_TEXT, referenceTitle, type Reference } from '../protocol/references';
import { Icon } from '../ui/Icon';
import { Chip } from './Chip';

const ICONS: Record<Reference['type'], LucideIcon> = { quote: TextQuote, code: Code, image: Image };

function titleOf(reference: Reference, words: ComposerWords): string {
  const title = referenceTitle(reference);
  if (title === PASTED_TEXT) return words.pastedText;
  const kinds = { quote: words.quote, code: words.codeReference, image: words.picture };
  return title ?? kinds[reference.type];
}

type Props = { reference: Reference; onRemove?: (reference: Reference) => void };

/** Something that a message refers to. */
export function ReferenceChip({ reference, onRemove }: Props) {
  const words = useWords().composer;
  const title = titleOf(reference, words);
  const excerpt = reference.text.slice(0, 120).replace(/\s+/g, ' ').trim();
  return (
    <Chip
      mark={<Icon of={ICONS[reference.type]} />}
      title={title}
      detail={excerpt === title ? null : excerpt}
      {...(onRemove && {
        remove: {
          label: words.removeReference(title),
          run: () => {
            onRemove(reference);
          },
        },
      })}
    />
  );
}
