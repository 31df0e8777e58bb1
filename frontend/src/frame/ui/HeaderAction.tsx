import { useWords } from '../i18n/context';
import { headerGlyph } from './headerIcons';
import { IconButton } from './IconButton';

type Props = { name: string; side: 'left' | 'right'; onClick: () => void };

/** A button of the host; a chunk of its own, for few apps have one and the icons are many. */
export default function HeaderAction({ name, side, onClick }: Props) {
  const words = useWords();
  const { icon, meaning, filled = false } = headerGlyph(name);
  return (
    <IconButton
      icon={icon}
      label={words.headerIcons[meaning]}
      tooltip="below"
      align={side === 'left' ? 'start' : 'end'}
      filled={filled}
      size={18}
      onClick={onClick}
    />
  );
}
