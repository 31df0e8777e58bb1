import type { MessagePart } from '../frame/state/types';

let count = 0;

const widget = (...widgets: unknown[]): MessagePart => ({
  type: 'widget',
  id: `w${++count}`,
  data: { type: 'Widget', widgets },
});

const node = (type: string, properties: object = {}, weight?: number) => ({
  id: `n${++count}`,
  type,
  properties,
  ...(weight !== undefined && { weight }),
});

const words = (text: string, usageHint = 'body') =>
  node('Text', { text: { literalString: text }, usageHint });

const literal = (literalString: string) => ({ literalString });

export const surface = widget({
  name: 'order',
  config: {
    componentTree: node('Card', {
      child: node('Column', {
        children: [
          node('Row', {
            distribution: 'spaceBetween',
            children: [words('Order 1042', 'h3'), node('Icon', { name: literal('shoppingCart') })],
          }),
          words('Arrives **Friday**, see the [tracking page](https://track.example/1042).'),
          node('Divider', {}),
          node('TextField', { label: literal('Note for the driver'), text: { path: '/note' } }),
          node('DateTimeInput', {
            label: literal('Delivery'),
            value: { path: '/day', literalString: '2026-08-21' },
            enableDate: true,
          }),
          node('MultipleChoice', {
            label: literal('Packaging'),
            selections: { path: '/box', literalArray: ['paper'] },
            maxAllowedSelections: 1,
            options: [
              { label: literal('Paper'), value: 'paper' },
              { label: literal('Box'), value: 'box' },
            ],
          }),
          node('Slider', {
            label: literal('Tip in euros'),
            value: { path: '/tip', literalNumber: 2 },
            minValue: 0,
            maxValue: 10,
          }),
          node('CheckBox', {
            label: literal('Gift wrap'),
            value: { path: '/gift', literalBoolean: true },
          }),
          node('Row', {
            distribution: 'end',
            children: [
              node('Button', { child: words('Later'), action: { name: 'later' } }),
              node('Button', { primary: true, child: words('Save'), action: { name: 'save' } }),
            ],
          }),
        ],
      }),
    }),
  },
});

export const surfaceMore = widget({
  name: 'more',
  config: {
    componentTree: node('Column', {
      children: [
        node('Tabs', {
          tabItems: [
            {
              title: literal('Pictures'),
              child: node('Row', {
                children: [
                  node('Image', {
                    url: literal('https://shop.example/chair.png'),
                    usageHint: 'avatar',
                  }),
                  node('Image', {
                    url: literal('https://shop.example/chair.png'),
                    usageHint: 'mediumFeature',
                  }),
                ],
              }),
            },
            { title: literal('Details'), child: words('Nothing yet.') },
          ],
        }),
        node('List', {
          children: ['Chair', 'Table', 'Lamp'].map((name) => node('Card', { child: words(name) })),
        }),
        node('AudioPlayer', {
          url: literal('https://shop.example/a.mp3'),
          description: literal('Assembly instructions'),
        }),
        node('Modal', {
          entryPointChild: node('Button', { child: words('Terms'), action: { name: 'terms' } }),
          contentChild: words('Returns are free for 30 days.'),
        }),
        node('Hologram', {}),
      ],
    }),
  },
});

export const card = widget({
  widget: {
    type: 'Card',
    size: 'md',
    status: { text: 'Travel desk', icon: 'suitcase' },
    asForm: true,
    confirm: { label: 'Book', action: { type: 'book' } },
    cancel: { label: 'Not now', action: { type: 'cancel' } },
    children: [
      {
        type: 'Row',
        justify: 'between',
        children: [
          { type: 'Title', value: 'Berlin → Paris' },
          { type: 'Badge', label: 'On time', color: 'success', pill: true },
        ],
      },
      { type: 'Text', value: 'Departs 09:24 from platform 3', color: 'secondary', size: 'sm' },
      { type: 'Divider', flush: true },
      { type: 'Label', value: 'Passenger', fieldName: 'name' },
      { type: 'Input', name: 'name', placeholder: 'Full name', required: true },
      { type: 'Label', value: 'Class', fieldName: 'class' },
      {
        type: 'Select',
        name: 'class',
        block: true,
        defaultValue: '2',
        options: [
          { value: '1', label: 'First' },
          { value: '2', label: 'Second' },
        ],
      },
      { type: 'DatePicker', name: 'day', defaultValue: '2026-08-21', clearable: true },
      {
        type: 'RadioGroup',
        name: 'seat',
        defaultValue: 'window',
        options: [
          { label: 'Aisle', value: 'aisle' },
          { label: 'Window', value: 'window' },
        ],
      },
      { type: 'Checkbox', name: 'meal', label: 'With a meal' },
      { type: 'Textarea', name: 'note', placeholder: 'Wishes', rows: 2 },
    ],
  },
});

export const list = widget({
  widget: {
    type: 'ListView',
    limit: 3,
    status: { text: '5 products', icon: 'cube' },
    children: ['Chair', 'Table', 'Lamp', 'Shelf', 'Desk'].map((name, at) => ({
      type: 'ListViewItem',
      onClickAction: { type: 'open', payload: { name } },
      gap: 3,
      children: [
        {
          type: 'Box',
          size: 36,
          radius: 'md',
          background: 'surface-tertiary',
          align: 'center',
          justify: 'center',
          children: [{ type: 'Icon', name: 'cube' }],
        },
        {
          type: 'Col',
          gap: 0,
          children: [
            { type: 'Text', value: name, weight: 'semibold' },
            { type: 'Caption', value: `${at + 2} in stock` },
          ],
        },
        { type: 'Spacer' },
        { type: 'Text', value: `€ ${(at + 1) * 40}` },
      ],
    })),
  },
});

const tones = ['secondary', 'success', 'danger', 'warning', 'info', 'discovery'];
const variants = ['solid', 'soft', 'outline', 'ghost'];

export const basic = widget({
  widget: {
    type: 'Basic',
    gap: 3,
    children: [
      {
        type: 'Row',
        wrap: 'wrap',
        gap: 2,
        children: tones.map((color) => ({ type: 'Badge', label: color, color })),
      },
      {
        type: 'Row',
        wrap: 'wrap',
        gap: 2,
        children: variants.map((variant) => ({
          type: 'Button',
          label: variant,
          variant,
          style: 'primary',
        })),
      },
      {
        type: 'Row',
        wrap: 'wrap',
        gap: 2,
        children: variants.map((variant) => ({
          type: 'Button',
          label: variant,
          variant,
          color: 'danger',
          iconStart: 'bug',
          size: 'sm',
        })),
      },
      { type: 'Title', value: 'A large title', size: '2xl' },
      { type: 'Markdown', value: 'Some **markdown** with `code`.' },
      {
        type: 'Text',
        value:
          'A long text that is cut after a single line, whatever the width of the chat may be here',
        truncate: true,
      },
      {
        type: 'Box',
        padding: 3,
        border: 1,
        radius: 'lg',
        background: { light: '#fff7e6', dark: '#33280f' },
        children: [{ type: 'Text', value: 'A box with its own colour', italic: true }],
      },
      {
        type: 'Card',
        theme: 'dark',
        size: 'full',
        children: [{ type: 'Text', value: 'Always dark' }],
      },
      {
        type: 'Card',
        collapsed: true,
        size: 'full',
        children: [{ type: 'Text', value: 'Folded' }],
      },
    ],
  },
});
