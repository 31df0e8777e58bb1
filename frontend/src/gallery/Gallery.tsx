import { useEffect, useSyncExternalStore } from 'react';

import { onLookChange, readView, type View, writeHash } from './address';
import { componentStates } from './componentStates';
import styles from './Gallery.module.css';
import { Preview } from './Preview';
import { groups } from './states';
import { Toolbar } from './Toolbar';

/** The names of all states by what they are about. */
const CATALOG: readonly (readonly [group: string, names: readonly string[]])[] = [
  ...Object.entries(groups).map(([group, states]) => [group, Object.keys(states)] as const),
  ['Around the frame', Object.keys(componentStates)],
];
const NAMES = CATALOG.flatMap(([, names]) => names);

function show(change: Partial<View>) {
  location.hash = writeHash({ ...readView(location.hash), ...change });
}

function step(state: string | null, by: number) {
  const at = state === null ? (by > 0 ? -1 : 0) : NAMES.indexOf(state);
  const next = NAMES[(at + by + NAMES.length) % NAMES.length] ?? null;
  const group = CATALOG.find(([, names]) => names.includes(next ?? ''))?.[0] ?? null;
  show({ state: next, group });
}

/** Every state of the interface to look through: alone, or all of a group side by side. */
export function Gallery() {
  const hash = useSyncExternalStore(onLookChange, () => location.hash);
  const view = readView(hash);
  const { state } = view;
  const group = CATALOG.find(([name]) => name === view.group) ?? CATALOG[0];

  useEffect(() => {
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLSelectElement) return;
      if (key === 'ArrowRight') step(state, 1);
      if (key === 'ArrowLeft') step(state, -1);
    };
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('keydown', onKeyDown);
    };
  }, [state]);

  return (
    <div className={styles.gallery}>
      <nav className={styles.list} aria-label="States">
        <h1>Gallery</h1>
        {CATALOG.map(([name, states]) => (
          <section key={name}>
            <h2>
              <a
                href={writeHash({ ...view, group: name, state: null })}
                aria-current={state === null && name === group?.[0] ? 'page' : undefined}
              >
                {name}
              </a>
            </h2>
            <ul>
              {states.map((one) => (
                <li key={one}>
                  <a
                    href={writeHash({ ...view, group: name, state: one })}
                    aria-current={state === one ? 'page' : undefined}
                  >
                    {one}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main className={styles.main}>
        <Toolbar
          view={view}
          onChange={show}
          onStep={(by) => {
            step(state, by);
          }}
        />
        <div className={styles.previews} data-alone={state !== null}>
          {(state === null ? (group?.[1] ?? []) : [state]).map((name) => (
            <Preview key={name} name={name} view={view} />
          ))}
        </div>
      </main>
    </div>
  );
}
