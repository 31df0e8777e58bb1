import { useState } from 'react';

type Props = { states: readonly string[]; themes: readonly string[] };

const WIDTHS = [320, 420, 720, 1100];

/** All states side by side, each in a frame of its own as in an app. */
export function Gallery({ states, themes }: Props) {
  const [theme, setTheme] = useState('light');
  const [width, setWidth] = useState(420);
  const address = (state: string) => `?state=${state}&theme=${theme}`;
  return (
    <main style={{ font: '14px sans-serif', padding: 16 }}>
      <p>
        <select
          value={theme}
          onChange={(event) => {
            setTheme(event.target.value);
          }}
        >
          {themes.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>{' '}
        <select
          value={width}
          onChange={(event) => {
            setWidth(Number(event.target.value));
          }}
        >
          {WIDTHS.map((px) => (
            <option key={px}>{px}</option>
          ))}
        </select>{' '}
        <a href={`${address('empty')}&live`}>try it</a>
      </p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
        {states.map((state) => (
          <figure key={state} style={{ margin: 0 }}>
            <figcaption>
              <a href={address(state)}>{state}</a>
            </figcaption>
            <iframe
              title={state}
              src={address(state)}
              loading="lazy"
              style={{ width, height: 640, border: '1px solid #ccc' }}
            />
          </figure>
        ))}
      </div>
    </main>
  );
}
