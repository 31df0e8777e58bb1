// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { goldenJson } from '../../api/testing/golden';
import { asRecord } from '../../protocol/json';
import { played, answerOf } from '../../state/testing';
import { readWidgets, type Widget } from '../readWidgets';
import { readMessages } from './messages';
import { absolutePath, contentsToValues, readPath, writePath, type Surface } from './model';
import { boundValue, buildTree, resolveAction, withInitialValues, type Node } from './tree';

async function recorded(name: string): Promise<readonly Widget[]> {
  const part = answerOf(await played(name)).parts.find(({ type }) => type === 'widget');
  if (part?.type !== 'widget') throw new Error(`${name} holds no widget.`);
  return readWidgets(part.data);
}

function surfaceOf(widget: Widget | undefined): Surface {
  if (widget?.language !== 'a2ui') throw new Error('This is no A2UI surface.');
  return widget.surface;
}

const all = (node: Node): Node[] => [node, ...Object.values(node.slots).flat().flatMap(all)];

function tree(surface: Surface, model = surface.model): Node[] {
  const root = buildTree(surface, model);
  return root === null ? [] : all(root);
}

const types = (surface: Surface) => tree(surface).map(({ type }) => type);

const component = (id: string, type: string, properties: object = {}) => ({
  id,
  component: { [type]: properties },
});

const update = (...components: object[]) => ({ surfaceUpdate: { surfaceId: 's', components } });
const begin = { beginRendering: { surfaceId: 's', root: 'root' } };
const data = (contents: unknown, path = '/') => ({
  dataModelUpdate: { surfaceId: 's', path, contents },
});

const surface = (...messages: object[]): Surface => {
  const [first] = readMessages(messages);
  if (!first) throw new Error('Nothing is shown.');
  return first;
};

describe('the model', () => {
  it('reads and writes by path, without touching the old one', () => {
    const model = { items: [{ name: 'a' }] };
    expect(readPath(model, '/items/0/name')).toBe('a');
    expect(readPath(model, '/items/9/name')).toBeUndefined();
    expect(readPath(model, '/toString')).toBeUndefined();
    expect(writePath(model, '/items/0/name', 'b')).toEqual({ items: [{ name: 'b' }] });
    expect(writePath({}, '/a/b', 1)).toEqual({ a: { b: 1 } });
    expect(model).toEqual({ items: [{ name: 'a' }] });
    const odd = writePath({}, '/__proto__/polluted', true);
    expect(Object.keys(odd)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('knows relative paths', () => {
    expect(absolutePath('name', '/items/0')).toBe('/items/0/name');
    expect(absolutePath('.', '/items/0')).toBe('/items/0');
    expect(absolutePath('/name', '/items/0')).toBe('/name');
  });

  it('takes typed entries', () => {
    expect(
      contentsToValues([
        { key: 'a', valueString: 'x' },
        { key: 'b', valueMap: [{ key: 'c', valueNumber: 1 }] },
        { key: 'd', valueBoolean: false },
        { valueString: 'nameless' },
      ]),
    ).toEqual({ a: 'x', b: { c: 1 }, d: false });
  });
});

describe('recorded widgets', () => {
  it('give the same card in the resolved form', async () => {
    const [widget] = await recorded('widget.sse');
    expect(widget?.name).toBe('order_card');
    expect(types(surfaceOf(widget))).toEqual([
      'Card',
      'Column',
      'Text',
      'Text',
      'TextField',
      'CheckBox',
      'Row',
      'Button',
      'Text',
    ]);
  });

  it('send the recorded action', async () => {
    const first = surfaceOf((await recorded('widget.sse'))[0]);
    const button = tree(first).find(({ type }) => type === 'Button');
    const model = writePath(writePath(first.model, '/note', 'Ring twice'), '/gift', true);
    const golden = asRecord(asRecord(goldenJson('widget-action.json')).typedAlternative);
    expect(resolveAction(button?.properties.action, model, '/')).toEqual(
      asRecord(golden.data).action,
    );
  });

  it('are read in the flat form', async () => {
    const flat = surfaceOf((await recorded('widget-messages-later.sse'))[0]);
    expect(types(flat)).toEqual(['Column', 'Text', 'Button', 'Text']);
    const [, title] = tree(flat);
    expect(boundValue(title?.properties.text, flat.model, '/')).toBe('Order 1042');
  });
});

describe('a surface', () => {
  it('is shown only when its rendering has begun and its root is there', () => {
    expect(readMessages([update(component('root', 'Text'))])).toEqual([]);
    expect(readMessages([begin])).toEqual([]);
    expect(readMessages([begin, update(component('root', 'Text'))])).toHaveLength(1);
    const deleted = { deleteSurface: { surfaceId: 's' } };
    expect(readMessages([begin, update(component('root', 'Text')), deleted])).toEqual([]);
  });

  it('repeats a template for each item, with relative paths from there', () => {
    const shown = surface(
      update(
        component('root', 'List', {
          children: { template: { componentId: 'row', dataBinding: '/items' } },
        }),
        component('row', 'Text', { text: { path: 'name' } }),
      ),
      data({ items: [{ name: 'A' }, { name: 'B' }] }),
      begin,
    );
    const texts = tree(shown)
      .filter(({ type }) => type === 'Text')
      .map(({ properties, context }) => boundValue(properties.text, shown.model, context));
    expect(texts).toEqual(['A', 'B']);
    expect(new Set(tree(shown).map(({ key }) => key)).size).toBe(3);
  });

  it('ends where components contain themselves or multiply without end', () => {
    const twice = (id: string, next: string) =>
      component(id, 'Column', { children: { explicitList: [next, next] } });
    const ids = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const loop = surface(update(twice('root', 'a'), twice('a', 'root')), begin);
    expect(types(loop)).toEqual(['Column', 'Column', 'Column']);
    const wide = surface(
      update(twice('root', 'n0'), ...ids.map((id, at) => twice(id, `n${at + 1}`))),
      begin,
    );
    expect(types(wide).length).toBeLessThanOrEqual(2_000);
  });

  it('starts fields with their literal, unless the model knows better', () => {
    const shown = surface(
      update(
        component('root', 'Row', { children: { explicitList: ['a', 'b'] } }),
        component('a', 'TextField', { text: { path: '/a', literalString: 'first' } }),
        component('b', 'CheckBox', { value: { path: '/b', literalBoolean: true } }),
      ),
      data([{ key: 'b', valueBoolean: false }]),
      begin,
    );
    const root = buildTree(shown, shown.model);
    expect(withInitialValues(shown.model, root)).toEqual({ a: 'first', b: false });
  });
});
