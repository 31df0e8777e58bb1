import type { ChatKitOptions, Entity } from '@xpert-ai/chatkit-types';

import { entitySearch } from './entitySearch';
import { isObject, type JsonObject, toJson } from './json';

type Callback = (...args: unknown[]) => unknown;

/** The functions that stand in the element's options for those of the app, by their place there. */
export type Callbacks = Readonly<Record<string, Callback>>;

type Ports = {
  /** Has Python call its function. */
  ask: (data: { path: string; args: unknown }) => Promise<unknown>;
  /** Entities to search here, or `null` when Python searches. */
  entities: () => readonly Entity[] | null;
};

const TAG_SEARCH = 'entities.onTagSearch';

export function callbacks({ ask, entities }: Ports): Callbacks {
  const call =
    (path: string) =>
    async (...args: unknown[]) =>
      ask({ path, args: toJson(args) });

  // Nobody waits for a click on the header, and Python knows of its own failures.
  const click = (path: string) => () => void call(path)().catch(() => undefined);

  let index: { of: readonly Entity[]; search: (query: string) => Entity[] } | null = null;
  const tagSearch = async (query: unknown) => {
    const list = entities();
    if (list === null) {
      const found = await call(TAG_SEARCH)(query);
      return Array.isArray(found) ? (found as unknown[]) : [];
    }
    if (index?.of !== list) index = { of: list, search: entitySearch(list) };
    return index.search(String(query));
  };

  return {
    'header.leftAction.onClick': click('header.leftAction.onClick'),
    'header.rightAction.onClick': click('header.rightAction.onClick'),
    [TAG_SEARCH]: tagSearch,
    'entities.onClick': call('entities.onClick'),
    'entities.onRequestPreview': async (entity) => {
      const preview = await call('entities.onRequestPreview')(entity);
      return isObject(preview) && 'preview' in preview ? preview : { preview };
    },
    'widgets.onAction': call('widgets.onAction'),
  };
}

function setAt(options: JsonObject, [key = '', ...rest]: string[], value: unknown): JsonObject {
  const below = options[key];
  return {
    ...options,
    [key]: rest.length === 0 ? value : setAt(isObject(below) ? below : {}, rest, value),
  };
}

/** The options with a function at each of `paths` that is known. */
export function withCallbacks<O extends Partial<ChatKitOptions>>(
  options: O,
  paths: Iterable<string>,
  all: Callbacks,
): O {
  let result: JsonObject = options;
  for (const path of paths) {
    if (Object.hasOwn(all, path)) result = setAt(result, path.split('.'), all[path]);
  }
  return result as O;
}

/** The places of the options that need a function. */
export function callbackPaths(named: ReadonlySet<string>, entities: readonly Entity[] | null) {
  return entities === null ? named : new Set([...named, TAG_SEARCH]);
}
