import { useMemo, useState } from 'react';

import { ActionNote } from '../ActionNote';
import { useSender } from '../context';
import { SurfaceContext, type SurfaceState } from './context';
import { readPath, writePath, type Model, type Surface } from './model';
import { NodeView } from './NodeView';
import { buildTree, resolveAction, withInitialValues } from './tree';

type Edits = Readonly<Record<string, unknown>>;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What the user entered stays, unless the agent has changed the value below it. */
function keepEdits(edits: Edits, before: Model, after: Model): Edits {
  const kept = Object.entries(edits).filter(([path]) =>
    isSame(readPath(before, path), readPath(after, path)),
  );
  return Object.fromEntries(kept);
}

type Props = { surface: Surface; itemId: string; name: string };

/** An A2UI surface with its own copy of the data, which its fields change. */
export function SurfaceView({ surface, itemId, name }: Props) {
  const [known, setKnown] = useState(surface);
  const [edits, setEdits] = useState<Edits>({});
  if (known !== surface) {
    setKnown(surface);
    setEdits(keepEdits(edits, known.model, surface.model));
  }
  const sender = useSender(itemId, { name });
  const model = useMemo(() => {
    const edited = Object.entries(edits).reduce(
      (values, [path, value]) => writePath(values, path, value),
      surface.model,
    );
    return withInitialValues(edited, buildTree(surface, edited));
  }, [surface, edits]);
  const root = useMemo(() => buildTree(surface, model), [surface, model]);

  const state: SurfaceState = {
    model,
    write: (path, value) => {
      setEdits((all) => ({ ...all, [path]: value }));
    },
    act: (raw, node) => {
      const action = resolveAction(raw, model, node.context);
      if (action !== null) sender.send(action, node.key);
    },
    status: sender.status,
    source: sender.source,
  };
  return (
    <SurfaceContext value={state}>
      {root && <NodeView node={root} />}
      <ActionNote status={sender.status} />
    </SurfaceContext>
  );
}
