import { Markdown } from '../../markdown/Markdown';
import { Icon } from '../../ui/Icon';
import { RemoteMedia } from '../RemoteMedia';
import layout from '../layout.module.css';
import media from '../media.module.css';
import typography from '../typography.module.css';
import { useProperties } from './context';
import { a2uiIcon } from './icons';
import type { Node } from './tree';

type Props = { node: Node };

export function TextView({ node }: Props) {
  const { text, value } = useProperties(node);
  const hint = text('usageHint') || (node.type === 'Heading' ? 'h3' : 'body');
  // The hint is a size: a card's title may be an `h5`, right below the heading of its message.
  const heading = /^h[1-5]$/.test(hint) ? { role: 'heading', 'aria-level': 3 } : {};
  const shown = value('text') === undefined ? '' : text('text');
  return (
    <div className={typography.text} data-hint={hint} {...heading}>
      <Markdown text={shown} />
    </div>
  );
}

const FITS: readonly string[] = ['contain', 'cover', 'fill', 'none', 'scale-down'];

export function ImageView({ node }: Props) {
  const { text } = useProperties(node);
  const fit = text('fit');
  return (
    <div className={media.imageBox} data-hint={text('usageHint')} data-fit={FITS.indexOf(fit)}>
      <RemoteMedia
        kind="image"
        src={text('url')}
        name={text('altText') || text('alt') || text('description')}
        style={FITS.includes(fit) ? { objectFit: fit as 'contain' } : undefined}
      />
    </div>
  );
}

export function IconView({ node }: Props) {
  const { text } = useProperties(node);
  return (
    <span className={typography.icon}>
      <Icon of={a2uiIcon(text('name'))} size={20} />
    </span>
  );
}

export function VideoView({ node }: Props) {
  const { text } = useProperties(node);
  return <RemoteMedia kind="video" src={text('url')} name={text('description')} />;
}

export function AudioPlayer({ node }: Props) {
  const { text } = useProperties(node);
  const description = text('description');
  return (
    <figure className={media.audio}>
      {description !== '' && <figcaption>{description}</figcaption>}
      <RemoteMedia kind="audio" src={text('url')} name={description} />
    </figure>
  );
}

export function Divider({ node }: Props) {
  const { text, value } = useProperties(node);
  const vertical = text('axis') === 'vertical';
  const thickness = value('thickness');
  const size = typeof thickness === 'number' ? Math.min(Math.max(thickness, 1), 16) : 1;
  return (
    <div
      role="separator"
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      className={layout.divider}
      style={{ '--size': `${size}px` } as React.CSSProperties}
    />
  );
}
