// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { callbackPaths, callbacks, withCallbacks } from './callbacks';

function app(reply: unknown = null) {
  const ask = vi.fn<Parameters<typeof callbacks>[0]['ask']>(() => Promise.resolve(reply));
  return { ask, all: callbacks({ ask, entities: () => null }) };
}

describe('callbacks', () => {
  it.each([
    ['header.leftAction.onClick', []],
    ['header.rightAction.onClick', []],
    ['entities.onTagSearch', ['ber']],
    ['entities.onClick', [{ id: 'e1', title: 'E' }]],
    ['entities.onRequestPreview', [{ id: 'e1', title: 'E' }]],
    [
      'widgets.onAction',
      [
        { type: 'buy', payload: { n: 1 } },
        { id: 'w1', widget: {} },
      ],
    ],
  ])('%s has Python called with what ChatKit gave', async (path, args) => {
    const { ask, all } = app();
    await all[path]?.(...args);
    expect(ask.mock.calls).toEqual([[{ path, args }]]);
  });

  it('sends only what JSON can say', async () => {
    const { ask, all } = app();
    const file = new File(['x'], 'x.txt');
    await all['widgets.onAction']?.(
      { type: 'send', payload: { file, files: [file], run: () => 1, at: new Date(0), big: 7n } },
      { error: new TypeError('No.') },
    );
    expect(ask.mock.calls[0]?.[0].args).toEqual([
      { type: 'send', payload: { files: [null], at: '1970-01-01T00:00:00.000Z', big: '7' } },
      { error: { name: 'TypeError', message: 'No.' } },
    ]);
  });

  it('gives back what Python answered, and its failures', async () => {
    const found = [{ id: 'e1', title: 'E' }];
    await expect(app(found).all['entities.onTagSearch']?.('e')).resolves.toEqual(found);
    await expect(app(null).all['entities.onTagSearch']?.('e')).resolves.toEqual([]);
    const failing = callbacks({
      ask: () => Promise.reject(new Error('The search failed.')),
      entities: () => null,
    });
    await expect(failing['entities.onTagSearch']?.('e')).rejects.toThrow('The search failed.');
    await expect(failing['widgets.onAction']?.({}, {})).rejects.toThrow('The search failed.');
  });

  it('keeps the failure of a header button away from the page', async () => {
    const rejections = vi.fn();
    process.on('unhandledRejection', rejections);
    const failing = callbacks({
      ask: () => Promise.reject(new Error('No.')),
      entities: () => null,
    });
    expect(failing['header.leftAction.onClick']?.()).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve));
    process.off('unhandledRejection', rejections);
    expect(rejections).not.toHaveBeenCalled();
  });

  it.each([
    [null, { preview: null }],
    [{ preview: { type: 'Basic', children: [] } }, { preview: { type: 'Basic', children: [] } }],
    [{ type: 'Basic', children: [] }, { preview: { type: 'Basic', children: [] } }],
  ])('takes %j for a preview', async (reply, expected) => {
    const { all } = app(reply);
    await expect(all['entities.onRequestPreview']?.({ id: 'e1' })).resolves.toEqual(expected);
  });

  it('searches a list in the browser, always the newest one', async () => {
    const ask = vi.fn();
    let list = [{ id: 'emea', title: 'EMEA' }];
    const search = callbacks({ ask, entities: () => list })['entities.onTagSearch'];
    await expect(search?.('em')).resolves.toEqual(list);
    list = [{ id: 'apac', title: 'APAC' }];
    await expect(search?.('em')).resolves.toEqual([]);
    await expect(search?.('ap')).resolves.toEqual(list);
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('withCallbacks', () => {
  it('puts functions beside what is there, and leaves the rest and the original alone', () => {
    const { all } = app();
    const options = { header: { leftAction: { icon: 'home' as const } }, locale: 'en' as const };
    const paths = callbackPaths(
      new Set(['header.leftAction.onClick', 'widgets.onAction', 'api.fetch', '__proto__.onClick']),
      [],
    );
    expect(withCallbacks(options as object, paths, all)).toEqual({
      header: { leftAction: { icon: 'home', onClick: all['header.leftAction.onClick'] } },
      locale: 'en',
      widgets: { onAction: all['widgets.onAction'] },
      entities: { onTagSearch: all['entities.onTagSearch'] },
    });
    expect(options).toEqual({ header: { leftAction: { icon: 'home' } }, locale: 'en' });
  });

  it('makes no tag search without entities or a function for it', () => {
    const { all } = app();
    expect(withCallbacks({}, callbackPaths(new Set(['entities.onClick']), null), all)).toEqual({
      entities: { onClick: all['entities.onClick'] },
    });
  });
});
