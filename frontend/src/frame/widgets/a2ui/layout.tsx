import { X } from 'lucide-react';
import { type CSSProperties, useId, useState } from 'react';

import { Button } from '../../forms/Button';
import { useWords } from '../../i18n/context';
import { lookUp } from '../../protocol/json';
import { IconButton } from '../../ui/IconButton';
import { ScrollBox } from '../../ui/ScrollBox';
import { TabList } from '../TabList';
import dialog from '../dialog.module.css';
import layout from '../layout.module.css';
import { useProperties, useSurface } from './context';
import { NodeView } from './NodeView';
import { boundText, type Node } from './tree';

type Props = { node: Node };

const DISTRIBUTION: Readonly<Record<string, string>> = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  spaceBetween: 'space-between',
  spaceAround: 'space-around',
  spaceEvenly: 'space-evenly',
};
const ALIGNMENT: Readonly<Record<string, string>> = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  stretch: 'stretch',
};

function Children({ nodes }: { nodes: readonly Node[] | undefined }) {
  return nodes?.map((node) =>
    node.weight === null ? (
      <NodeView key={node.key} node={node} />
    ) : (
      <div key={node.key} className={layout.weighted} style={{ flexGrow: node.weight }}>
        <NodeView node={node} />
      </div>
    ),
  );
}

const inside = ({ slots }: Node) => [...(slots.child ?? []), ...(slots.children ?? [])];

function Stack({ node, direction }: Props & { direction: 'row' | 'column' }) {
  const { text } = useProperties(node);
  const alignment = lookUp(ALIGNMENT, text('alignment'));
  const style: CSSProperties = {
    justifyContent: lookUp(DISTRIBUTION, text('distribution')),
    ...(alignment !== undefined && { alignItems: alignment }),
  };
  return (
    <div className={layout.stack} data-direction={direction} style={style}>
      <Children nodes={inside(node)} />
    </div>
  );
}

export const Row = ({ node }: Props) => <Stack node={node} direction="row" />;

export const Column = ({ node }: Props) => <Stack node={node} direction="column" />;

export function ListView({ node }: Props) {
  const { text } = useProperties(node);
  const direction = text('direction') === 'horizontal' ? 'row' : 'column';
  return (
    <ul
      className={layout.list}
      data-direction={direction}
      style={{ alignItems: lookUp(ALIGNMENT, text('alignment')) }}
    >
      {inside(node).map((child) => (
        <li key={child.key}>
          <NodeView node={child} />
        </li>
      ))}
    </ul>
  );
}

export const CardView = ({ node }: Props) => (
  <div className={layout.card}>
    <Children nodes={inside(node)} />
  </div>
);

export function Tabs({ node }: Props) {
  const { model } = useSurface();
  const titles = node.titles.map((title) => boundText(title, model, node.context));
  return (
    <TabList
      titles={titles}
      panel={(at) => {
        const content = node.slots.tabs?.[at];
        return content && <NodeView node={content} />;
      }}
    />
  );
}

/** A label as plain text: a link inside a button could not be followed. */
function ButtonLabel({ node }: { node: Node | undefined }) {
  const { model } = useSurface();
  if (node?.type !== 'Text') return node ? <NodeView node={node} /> : null;
  return boundText(node.properties.text, model, node.context);
}

export function ButtonView({ node }: Props) {
  const { act, status, source } = useSurface();
  const { value } = useProperties(node);
  const working = status === 'working';
  return (
    <Button
      kind={value('primary') === true ? 'primary' : 'plain'}
      busy={working && source === node.key}
      disabled={working}
      onClick={() => {
        act(node.properties.action, node);
      }}
    >
      <ButtonLabel node={inside(node)[0]} />
    </Button>
  );
}

export function Modal({ node }: Props) {
  const { widgets } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const entry = node.slots.entryPointChild?.[0];
  const show = () => {
    setOpen(true);
  };
  return (
    <>
      {entry?.type === 'Button' ? (
        <div onClick={show}>
          <NodeView node={entry} />
        </div>
      ) : (
        <button type="button" className={dialog.entry} aria-haspopup="dialog" onClick={show}>
          {entry ? <NodeView node={entry} /> : widgets.expand}
        </button>
      )}
      {open && (
        <dialog
          id={id}
          className={dialog.dialog}
          aria-label={widgets.widget}
          ref={(dialog) => {
            dialog?.showModal();
          }}
          onClose={() => {
            setOpen(false);
          }}
          onKeyDown={(event) => {
            // Escape closes the dialog; it does not stop the answer behind it.
            if (event.key === 'Escape') event.stopPropagation();
          }}
        >
          <IconButton
            icon={X}
            label={widgets.close}
            className={dialog.close}
            tooltip="below"
            onClick={() => {
              setOpen(false);
            }}
          />
          <ScrollBox label={widgets.widget} className={dialog.body}>
            <div className={dialog.content}>
              <Children nodes={node.slots.contentChild} />
            </div>
          </ScrollBox>
        </dialog>
      )}
    </>
  );
}
