import { AudioLines, Image as ImageIcon, Video } from 'lucide-react';
import { type CSSProperties, useState } from 'react';

import { useWords } from '../i18n/context';
import { safeImage } from '../markdown/links';
import { useAllowed } from '../markdown/mediaHosts';
import a11y from '../ui/a11y.module.css';
import { Icon } from '../ui/Icon';
import media from './media.module.css';
import typography from './typography.module.css';

type Props = {
  kind: 'image' | 'video' | 'audio';
  src: string;
  name: string;
  className?: string | undefined;
  style?: CSSProperties | undefined;
};

const ICONS = { image: ImageIcon, video: Video, audio: AudioLines } as const;

/** A picture, film or sound from the web. Its address may carry data away: others' hosts wait for a click. */
export function RemoteMedia({ kind, src, name, className, style }: Props) {
  const words = useWords();
  const [wanted, setWanted] = useState<string | null>(null);
  const url = safeImage(src);
  const allowed = useAllowed(url);
  const { widgets } = words;
  const fallback = { image: words.image, video: widgets.video, audio: widgets.audio }[kind];
  if (!url) return name === '' ? null : <span className={typography.muted}>{name}</span>;
  if (!allowed && wanted !== url.href) {
    return (
      <button
        type="button"
        className={`${media.placeholder ?? ''} ${className ?? ''}`}
        style={style}
        title={widgets.mediaNotLoaded(url.host)}
        onClick={() => {
          setWanted(url.href);
        }}
      >
        <Icon of={ICONS[kind]} />
        <span className={a11y.hidden}>{widgets.showMedia(name || fallback)} </span>
        <span className={media.host}>{url.host}</span>
      </button>
    );
  }
  if (kind === 'image') {
    return (
      <img
        className={className}
        style={style}
        src={url.href}
        alt={name}
        referrerPolicy="no-referrer"
      />
    );
  }
  const Player = kind;
  return (
    <Player
      className={`${media.player ?? ''} ${className ?? ''}`}
      style={style}
      src={url.href}
      aria-label={name || fallback}
      controls
      preload="metadata"
    />
  );
}
