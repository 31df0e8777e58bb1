import { type CSSProperties, type ReactNode, useState } from 'react';

import { Button } from '../../forms/Button';
import { useWords } from '../../i18n/context';
import { asRecord, asText, isRecord, type JsonRecord } from '../../protocol/json';
import { themeStyle } from '../../../shared/theme/style';
import { Disclosure } from '../../ui/Disclosure';
import { Icon } from '../../ui/Icon';
import { RemoteMedia } from '../RemoteMedia';
import layout from '../layout.module.css';
import media from '../media.module.css';
import { FormBox } from './boxes';
import { Children, Component } from './Component';
import type { ComponentProps } from './context';
import { childrenOf } from './fields';
import { widgetIcon } from './icons';
import { boxStyle, spacing } from './style';
import { useAct } from './useAct';

const OWN_COLORS = [
  'background',
  'foreground',
  'muted',
  'raised',
  'hover',
  'border',
  'border-strong',
  'accent-text',
  'accent-surface',
  'ring',
  ...['success', 'warning', 'info', 'discovery', 'danger'].flatMap((tone) => [
    tone,
    `${tone}-surface`,
  ]),
];

/** A widget may ask for light or dark, whatever the chat is. */
function schemeStyle(theme: unknown): CSSProperties {
  if (theme !== 'light' && theme !== 'dark') return {};
  const { variables } = themeStyle(theme);
  const own = OWN_COLORS.map((name) => [`--ck-${name}`, variables[`--ck-${name}`]] as const);
  return { ...Object.fromEntries(own), colorScheme: theme, color: 'var(--ck-foreground)' };
}

function Status({ status }: { status: unknown }) {
  const { text, icon, favicon, frame } = asRecord(status);
  const words = asText(text);
  if (words === null) return null;
  return (
    <p className={layout.cardStatus}>
      {typeof icon === 'string' && <Icon of={widgetIcon(icon)} size={15} />}
      {typeof favicon === 'string' && (
        <span className={frame === true ? media.framed : undefined}>
          <RemoteMedia kind="image" src={favicon} name="" className={media.favicon} />
        </span>
      )}
      {words}
    </p>
  );
}

function CardButtons({ props, path, submits }: ComponentProps & { submits: boolean }) {
  const confirm = useAct(`${path}/confirm`);
  const cancel = useAct(`${path}/cancel`);
  const buttons = [
    { given: props.cancel, ...cancel, kind: 'plain' as const, submit: false },
    { given: props.confirm, ...confirm, kind: 'primary' as const, submit: submits },
  ].filter(({ given }) => isRecord(given));
  if (buttons.length === 0) return null;
  return (
    <div className={layout.cardButtons}>
      {buttons.map(({ given, act, busy, working, kind, submit }) => (
        <Button
          key={kind}
          kind={kind}
          submit={submit}
          busy={busy}
          disabled={working}
          onClick={() => {
            if (!submit) act(asRecord(given).action);
          }}
        >
          {asText(asRecord(given).label)}
        </Button>
      ))}
    </div>
  );
}

export function CardView({ props, path }: ComponentProps) {
  const { widgets } = useWords();
  const asForm = props.asForm === true;
  const [open, setOpen] = useState(props.collapsed !== true);
  const content: ReactNode = (
    <>
      <Children of={props} path={path} />
      <CardButtons props={props} path={path} submits={asForm} />
    </>
  );
  const inner = asForm ? (
    <FormBox
      of={props}
      path={`${path}/confirm`}
      submitAction={asRecord(props.confirm).action}
      className={layout.cardBody}
    >
      {content}
    </FormBox>
  ) : (
    <div className={layout.cardBody}>{content}</div>
  );
  return (
    <div
      className={layout.card}
      data-size={asText(props.size) ?? 'md'}
      style={{ ...schemeStyle(props.theme), ...boxStyle(pickCard(props), 'column') }}
    >
      <Status status={props.status} />
      {props.collapsed === true ? (
        // One item of the card: a closed panel leaves no gap of its own.
        <div>
          <Disclosure
            icon={widgetIcon('square-text')}
            label={widgets.details}
            open={open}
            onToggle={() => {
              setOpen(!open);
            }}
          >
            {inner}
          </Disclosure>
        </div>
      ) : (
        inner
      )}
    </div>
  );
}

const pickCard = ({ background, padding }: JsonRecord): JsonRecord => ({ background, padding });

const AUTO_LIMIT = 5;

export function ListView({ props, path }: ComponentProps) {
  const { widgets } = useWords();
  const [all, setAll] = useState(false);
  const items = childrenOf(props);
  const limit = typeof props.limit === 'number' ? Math.max(1, props.limit) : AUTO_LIMIT;
  const shown = all || props.limit === undefined ? items : items.slice(0, limit);
  const more = items.length - shown.length;
  return (
    <div className={layout.card} data-list style={schemeStyle(props.theme)}>
      <Status status={props.status} />
      <ul className={layout.items}>
        {shown.map((item, at) => (
          <li key={`${at} ${asText(item.key) ?? asText(item.id) ?? ''}`}>
            <Component props={item} path={`${path}/${at}`} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button
          kind="quiet"
          onClick={() => {
            setAll(true);
          }}
        >
          {widgets.showAll(more)}
        </Button>
      )}
    </div>
  );
}

export function ListItem({ props, path }: ComponentProps) {
  const { act, busy, working } = useAct(path);
  const style = boxStyle({ gap: props.gap, align: props.align }, 'row');
  if (!isRecord(props.onClickAction)) {
    return (
      <div className={layout.item} style={style}>
        <Children of={props} path={path} />
      </div>
    );
  }
  return (
    <button
      type="button"
      className={layout.item}
      style={style}
      aria-busy={busy}
      disabled={working}
      onClick={() => {
        act(props.onClickAction);
      }}
    >
      <Children of={props} path={path} />
    </button>
  );
}

export function BasicView({ props, path }: ComponentProps) {
  const { gap, padding, align, justify, direction } = props;
  return (
    <div
      className={layout.box}
      style={{
        ...schemeStyle(props.theme),
        gap: spacing(gap),
        ...boxStyle({ gap, padding, align, justify, direction }, 'column'),
      }}
    >
      <Children of={props} path={path} />
    </div>
  );
}
