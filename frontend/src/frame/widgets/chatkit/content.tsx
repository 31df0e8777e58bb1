import { use } from 'react';

import forms from '../../forms/forms.module.css';
import { Markdown } from '../../markdown/Markdown';
import { asRecord, asText, isRecord, lookUp } from '../../protocol/json';
import { Icon } from '../../ui/Icon';
import { RemoteMedia } from '../RemoteMedia';
import media from '../media.module.css';
import tones from '../tones.module.css';
import typography from '../typography.module.css';
import { type ComponentProps, fieldId, FormContext, labelId, useField } from './context';
import { widgetIcon } from './icons';
import { blockStyle, color, textStyle } from './style';

const text = (value: unknown) =>
  typeof value === 'number' ? String(value) : (asText(value) ?? '');

const sized = (size: unknown, otherwise: string) => asText(size) ?? otherwise;

export function TextView({ props }: ComponentProps) {
  if (isRecord(props.editable)) return <EditableText props={props} path="" />;
  return (
    <p
      className={typography.words}
      data-size={sized(props.size, 'md')}
      style={textStyle(props)}
      dir="auto"
    >
      {text(props.value)}
    </p>
  );
}

function EditableText({ props }: ComponentProps) {
  const editable = asRecord(props.editable);
  const field = useField(editable);
  return (
    <input
      id={field.id}
      name={field.name}
      className={`${forms.input ?? ''} ${typography.words ?? ''}`}
      data-size={sized(props.size, 'md')}
      style={textStyle(props)}
      {...field.naming}
      placeholder={text(editable.placeholder)}
      required={editable.required === true}
      pattern={asText(editable.pattern) ?? undefined}
      autoComplete={asText(editable.autoComplete) ?? 'off'}
      value={text(field.value)}
      onFocus={({ target }) => {
        if (editable.autoSelect === true) target.select();
      }}
      onChange={({ target }) => {
        field.set(target.value);
      }}
    />
  );
}

export function Title({ props }: ComponentProps) {
  return (
    <p
      role="heading"
      aria-level={3}
      className={typography.title}
      data-size={sized(props.size, 'md')}
      style={textStyle(props)}
      dir="auto"
    >
      {text(props.value)}
    </p>
  );
}

export function Caption({ props }: ComponentProps) {
  return (
    <p
      className={typography.caption}
      data-size={sized(props.size, 'md')}
      style={textStyle(props)}
      dir="auto"
    >
      {text(props.value)}
    </p>
  );
}

export const MarkdownView = ({ props }: ComponentProps) => (
  <Markdown text={text(props.value)} streaming={props.streaming === true} />
);

export function Badge({ props }: ComponentProps) {
  return (
    <span
      className={`${typography.badge ?? ''} ${tones.tone ?? ''}`}
      data-color={sized(props.color, 'secondary')}
      data-variant={sized(props.variant, 'soft')}
      data-size={sized(props.size, 'sm')}
      data-pill={props.pill === true}
    >
      {text(props.label)}
    </span>
  );
}

const ICON_SIZES: Readonly<Record<string, number>> = {
  xs: 12,
  sm: 14,
  md: 18,
  lg: 20,
  xl: 24,
  '2xl': 30,
  '3xl': 36,
};

export const iconSize = (size: unknown): number => lookUp(ICON_SIZES, sized(size, 'md')) ?? 18;

export function IconView({ props }: ComponentProps) {
  return (
    <span className={typography.icon} style={{ color: color(props.color) }}>
      <Icon of={widgetIcon(props.name)} size={iconSize(props.size)} />
    </span>
  );
}

const FITS: readonly unknown[] = ['cover', 'contain', 'fill', 'scale-down', 'none'];

export function ImageView({ props }: ComponentProps) {
  const { fit, position, frame, flush } = props;
  const style = {
    ...blockStyle(props),
    ...(FITS.includes(fit) && { objectFit: fit as 'cover' }),
    ...(/^[a-z ]+$/.test(text(position)) && { objectPosition: text(position) }),
  };
  const className = [media.picture, frame === true && media.framed, flush === true && media.flush];
  return (
    <RemoteMedia
      kind="image"
      src={text(props.src)}
      name={text(props.alt)}
      className={className.filter(Boolean).join(' ')}
      style={style}
    />
  );
}

export function Label({ props }: ComponentProps) {
  const { id } = use(FormContext);
  return (
    <label
      className={typography.fieldLabel}
      data-size={sized(props.size, 'sm')}
      style={textStyle(props)}
      id={labelId(id, text(props.fieldName))}
      htmlFor={fieldId(id, text(props.fieldName))}
    >
      {text(props.value)}
    </label>
  );
}
