import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { goldenJson } from '../api/testing/golden';
import { asRecord } from '../protocol/json';
import { answerOf, played } from '../state/testing';
import type { MessagePart } from '../state/types';
import { assistant, type Change, showChat, text, user } from '../ui/testing';

// The chunk is there before the first test counts its time.
beforeAll(() => import('./Widgets'));
afterEach(cleanup);

const widget = (...widgets: unknown[]): MessagePart => ({
  type: 'widget',
  id: 'w-1',
  data: { type: 'Widget', widgets },
});

const show = (parts: readonly MessagePart[], change: Change = {}) =>
  showChat({
    ...change,
    thread: { threadId: 't', messages: [user('u', 'Hi'), assistant('a', parts)] },
  });

const tree = (root: object) => show([widget({ name: 'tree', widget: root })]);

const nested = (root: object, model: object = {}) =>
  show([widget({ name: 's', config: { componentTree: root, dataModel: model } })]);

const node = (type: string, properties: object = {}) => ({ id: type, type, properties });

describe('A2UI surfaces', () => {
  it('send what the user entered, as recorded', async () => {
    const { parts } = answerOf(await played('widget.sse'));
    const { calls } = show(parts);
    await userEvent.type(await screen.findByLabelText('Note for the driver'), 'Ring twice');
    await userEvent.click(screen.getByLabelText('Gift wrap'));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const { data } = asRecord(asRecord(goldenJson('widget-action.json')).typedAlternative);
    const { action, widgetItem } = asRecord(data);
    expect(calls).toEqual([['widgetAction', action, widgetItem]]);
    expect(await screen.findByText('Sent to the app')).toBeTruthy();
  });

  it('are drawn from flat messages', async () => {
    const { parts } = answerOf(await played('widget-messages-later.sse'));
    const { calls } = show(parts);
    expect(await screen.findByText('Order 1042')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(calls[0]?.[1]).toEqual({ type: 'save_note', payload: { orderNo: 1042 } });
  });

  it('keep what was entered when the agent changes something else', async () => {
    const surface = (title: string, note: string) => ({
      name: 's',
      config: {
        componentTree: node('Column', {
          children: [
            node('Text', { text: { path: '/title' } }),
            node('TextField', { label: { literalString: 'Note' }, text: { path: '/note' } }),
          ],
        }),
        dataModel: { title, note },
      },
    });
    const { update } = show([widget(surface('Before', ''))]);
    const turn = (title: string, note: string) => {
      update({ thread: { messages: [assistant('a', [widget(surface(title, note))])] } });
    };
    await userEvent.type(await screen.findByLabelText('Note'), 'mine');
    turn('After', '');
    await screen.findByText('After');
    expect(screen.getByLabelText('Note')).toHaveProperty('value', 'mine');
    turn('After', 'theirs');
    await waitFor(() => {
      expect(screen.getByLabelText('Note')).toHaveProperty('value', 'theirs');
    });
  });

  it('bind every kind of field', async () => {
    const options = [
      { label: { literalString: 'Red' }, value: 'r' },
      { label: { literalString: 'Blue' }, value: 'b' },
    ];
    const context = ['day', 'colours', 'size'].map((key) => ({ key, value: { path: `/${key}` } }));
    const { calls } = nested(
      node('Column', {
        children: [
          node('DateTimeInput', { label: 'Day', value: { path: '/day' }, enableDate: true }),
          node('MultipleChoice', { label: 'Colours', selections: { path: '/colours' }, options }),
          node('Slider', { label: 'Size', value: { path: '/size' }, minValue: 1, maxValue: 9 }),
          node('Button', { child: node('Text', { text: 'Go' }), action: { name: 'go', context } }),
        ],
      }),
      { size: 3, colours: [] },
    );
    const day = await screen.findByLabelText('Day');
    await userEvent.type(day, '2026-08-17');
    await userEvent.click(screen.getByLabelText('Blue'));
    expect(screen.getByRole('slider')).toHaveProperty('value', '3');
    await userEvent.click(screen.getByRole('button', { name: 'Go' }));
    expect(calls[0]?.[1]).toEqual({
      type: 'go',
      payload: { day: '2026-08-17', colours: ['b'], size: 3 },
    });
  });

  it('change tabs with the arrow keys', async () => {
    nested(
      node('Tabs', {
        tabItems: ['One', 'Two'].map((title) => ({
          title: { literalString: title },
          child: node('Text', { text: `Content ${title}` }),
        })),
      }),
    );
    await userEvent.click(await screen.findByRole('tab', { name: 'One' }));
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Two');
    expect(screen.getByText('Content Two')).toBeTruthy();
  });
});

describe('ChatKit trees', () => {
  it('paint in the accent of the theme', async () => {
    const bar = { type: 'Box', background: 'accent', width: '50%', height: 8 };
    const { container } = tree({ type: 'Card', children: [{ type: 'Title', value: 'T' }, bar] });
    await screen.findByRole('heading', { name: 'T' });
    expect(container.querySelector('[style*="var(--ck-accent)"]')).toBeTruthy();
  });

  const form = {
    type: 'Card',
    asForm: true,
    confirm: { label: 'Book', action: { type: 'book', payload: { trip: 7 } } },
    cancel: { label: 'Not now', action: { type: 'cancel' } },
    children: [
      { type: 'Title', value: 'Book a <b>trip</b>' },
      { type: 'Label', value: 'Passenger', fieldName: 'name' },
      { type: 'Input', name: 'name', required: true },
      { type: 'Checkbox', name: 'meal', label: 'With a meal', defaultChecked: true },
      {
        type: 'RadioGroup',
        name: 'seat',
        defaultValue: 'aisle',
        options: [
          { label: 'Aisle', value: 'aisle' },
          { label: 'Window', value: 'window' },
        ],
      },
      { type: 'Textarea', name: 'note', defaultValue: 'None' },
    ],
  };

  it('collect the values of a form, and do not send an incomplete one', async () => {
    const { calls } = tree(form);
    expect(await screen.findByText('Book a <b>trip</b>')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Book' }));
    expect(calls).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Passenger' }), 'Ada');
    await userEvent.click(screen.getByLabelText('Window'));
    await userEvent.click(screen.getByRole('button', { name: 'Book' }));
    expect(calls).toEqual([
      [
        'widgetAction',
        {
          type: 'book',
          payload: { trip: 7, name: 'Ada', meal: true, seat: 'window', note: 'None' },
        },
        { id: 'w-1', widget: form },
      ],
    ]);
  });

  it('tell the host about changes and clicks', async () => {
    const { calls } = tree({
      type: 'ListView',
      limit: 1,
      children: [
        {
          type: 'ListViewItem',
          onClickAction: { type: 'open', payload: { id: 1 } },
          children: [{ type: 'Text', value: 'First' }],
        },
        {
          type: 'ListViewItem',
          children: [
            {
              type: 'Select',
              name: 'unit',
              options: [{ value: 'kg', label: 'Kilograms' }],
              onChangeAction: { type: 'unit' },
            },
          ],
        },
      ],
    });
    await userEvent.click(await screen.findByRole('button', { name: 'First' }));
    expect(screen.queryByRole('combobox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show 1 more' }));
    await userEvent.selectOptions(screen.getByRole('combobox'), 'kg');
    expect(calls.map(([, action]) => action)).toEqual([
      { type: 'open', payload: { id: 1 } },
      { type: 'unit', payload: { unit: 'kg' } },
    ]);
  });

  it('show a placeholder for what they do not know, and the rest', async () => {
    tree({
      type: 'Card',
      children: [{ type: 'Hologram' }, { type: 'Caption', value: 'Still here' }],
    });
    expect(await screen.findByText('“Hologram” cannot be shown here')).toBeTruthy();
    expect(screen.getByText('Still here')).toBeTruthy();
  });
});

describe('media', () => {
  const image = {
    type: 'Card',
    children: [{ type: 'Image', src: 'https://img.example/a.png', alt: 'A' }],
  };

  it('of unknown hosts wait for a click', async () => {
    const { container } = tree(image);
    await userEvent.click(await screen.findByRole('button', { name: /Load: A/ }));
    expect(container.querySelector('img')?.src).toBe('https://img.example/a.png');
  });

  it('of allowed hosts are shown at once', async () => {
    show([widget({ widget: image })], { options: { mediaHosts: ['*.example'] } });
    expect(await screen.findByRole('img', { name: 'A' })).toBeTruthy();
  });

  it.each(['javascript:alert(1)', 'data:image/png;base64,AA', 'file:///etc/passwd'])(
    'never come from %s',
    async (src) => {
      const { container } = show(
        [widget({ widget: { type: 'Card', children: [{ type: 'Image', src, alt: 'Odd' }] } })],
        { options: { mediaHosts: [''] } },
      );
      await screen.findByText('Odd');
      expect(container.querySelector('img, video, audio')).toBeNull();
    },
  );
});

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TYPES =
  'Card ListView ListViewItem Basic Box Row Col Form Spacer Divider Transition Text Title Caption Markdown Badge Icon Image Label Button Input Textarea Select DatePicker Checkbox RadioGroup Column List Tabs Modal CheckBox TextField DateTimeInput MultipleChoice Slider Video AudioPlayer Nothing'.split(
    ' ',
  );
const PROPERTIES =
  'value label name text url src options selections action onClickAction onChangeAction size gap padding border background color radius weight status confirm cancel limit rows maxRows minValue maxValue tabItems validationRegexp aspectRatio flex width editable theme align usageHint fit defaultValue'.split(
    ' ',
  );

describe.each(Array.from({ length: 12 }, (_, at) => at + 1))('random trees, seed %i', (seed) => {
  it('never break the transcript', async () => {
    const random = seeded(seed);
    const pick = <T,>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const scalars = [
      null,
      true,
      0,
      -1,
      1e9,
      Number.NaN,
      '',
      'x',
      '(',
      '#fff',
      'url(https://e.example)',
    ];
    const value = (depth: number): unknown => {
      const roll = random();
      if (depth > 3 || roll < 0.5) return pick(scalars);
      if (roll < 0.6) return Array.from({ length: 2 }, () => value(depth + 1));
      if (roll < 0.8) return { path: '/a/b', literalString: 'x' };
      return Object.fromEntries([0, 1].map(() => [pick(PROPERTIES), value(depth + 1)]));
    };
    const component = (depth: number): object => {
      const many = depth < 4 ? Math.floor(random() * 4) : 0;
      const children = Array.from({ length: many }, () => component(depth + 1));
      const properties = Object.fromEntries(
        Array.from({ length: 6 }, () => [pick(PROPERTIES), value(0)]),
      );
      const inside = { children: random() < 0.9 ? children : pick(scalars), child: children[0] };
      const type = random() < 0.95 ? pick(TYPES) : pick(scalars);
      return { ...properties, ...inside, type, id: 'x', properties: { ...properties, ...inside } };
    };
    const { container } = show([
      text('Before'),
      widget(
        {
          widget: {
            type: pick(['Card', 'ListView', 'Basic']),
            children: [component(0), component(0)],
          },
        },
        { config: { componentTree: component(0), dataModel: value(0) } },
        pick(scalars),
      ),
      { ...text('After'), id: 'after' },
    ]);
    const section = await screen.findByRole('region', { name: 'Interactive card' });
    await waitFor(() => {
      expect(within(section).queryByText('This card could not be shown')).toBeNull();
      expect(section.querySelector('[role=status]')).toBeTruthy();
    });
    expect(screen.getByText('After')).toBeTruthy();
    expect(container.querySelector('[style*="url("]')).toBeNull();
  });
});
