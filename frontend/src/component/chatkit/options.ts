import { deepEqual, isObject } from '../json';

type Path = readonly string[];

/** Copies plain data, with every function, at any depth, replaced. */
function copy(
  value: unknown,
  replace: (fn: unknown, path: Path) => unknown,
  path: Path = [],
): unknown {
  if (typeof value === 'function') return replace(value, path);
  if (Array.isArray(value))
    return value.map((item, index) => copy(item, replace, [...path, String(index)]));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, copy(item, replace, [...path, key])]),
  );
}

const CALLABLE = Symbol('function');

/** Whether an element that has `a` would learn anything from `b`: functions all look the same to it. */
export function sameOptions(a: unknown, b: unknown): boolean {
  return deepEqual(
    copy(a, () => CALLABLE),
    copy(b, () => CALLABLE),
  );
}

export function copyOptions<T>(options: T): T {
  return copy(options, (fn) => fn) as T;
}

function callAt(root: unknown, path: Path, args: unknown[]): unknown {
  let owner: unknown = undefined;
  let value: unknown = root;
  for (const key of path) {
    owner = value;
    value = (owner as Record<string, unknown> | null | undefined)?.[key];
  }
  return typeof value === 'function' ? (Reflect.apply(value, owner, args) as unknown) : undefined;
}

/** Holds the newest options, so that functions handed out once always call the newest ones. */
export class NewestOptions<T> {
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  set(value: T): void {
    this.#value = value;
  }

  /** A copy of `options` whose functions call those at the same place of the newest options. */
  attach<O>(options: O): O {
    return copy(
      options,
      (_, path) =>
        (...args: unknown[]) =>
          callAt(this.#value, path, args),
    ) as O;
  }

  /** A function that calls the newest one at `path`, or does nothing when there is none. */
  caller(...path: string[]): (...args: unknown[]) => unknown {
    return (...args) => callAt(this.#value, path, args);
  }
}
