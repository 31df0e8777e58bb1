import { LoaderCircle } from 'lucide-react';

import { asText } from '../../protocol/json';
import { Icon } from '../../ui/Icon';
import styles from '../controls.module.css';
import tones from '../tones.module.css';
import { iconSize } from './content';
import type { ComponentProps } from './context';
import { widgetIcon } from './icons';
import { useAct } from './useAct';

export function ButtonView({ props, path }: ComponentProps) {
  const { act, busy, working } = useAct(path);
  const label = asText(props.label) ?? '';
  const [start, end] = [asText(props.iconStart), asText(props.iconEnd)];
  const primary = props.style === 'primary';
  return (
    <button
      type={props.submit === true ? 'submit' : 'button'}
      className={`${styles.button ?? ''} ${tones.tone ?? ''}`}
      aria-label={label === '' ? (start ?? end ?? undefined) : undefined}
      aria-busy={busy}
      disabled={props.disabled === true || working}
      data-color={asText(props.color) ?? (primary ? 'primary' : 'secondary')}
      data-variant={asText(props.variant) ?? (primary ? 'solid' : 'outline')}
      data-size={asText(props.size) ?? 'md'}
      data-pill={props.pill === true}
      data-uniform={props.uniform === true}
      data-block={props.block === true}
      onClick={() => {
        act(props.onClickAction);
      }}
    >
      {busy ? (
        <Icon of={LoaderCircle} size={iconSize(props.iconSize)} />
      ) : (
        start !== null && <Icon of={widgetIcon(start)} size={iconSize(props.iconSize)} />
      )}
      {label}
      {end !== null && <Icon of={widgetIcon(end)} size={iconSize(props.iconSize)} />}
    </button>
  );
}
