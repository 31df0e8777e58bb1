import type { ComposerController } from '../frame/composer/controller';
import { parseComposerOptions } from '../frame/protocol/composerOptions';
import type { Entity } from '../frame/protocol/entities';
import type { ChatSnapshot } from '../frame/state/store';
import { assistant, text, user } from './content';
import { readySnapshot } from './fakeStore';

const composer = parseComposerOptions({
  attachments: { enabled: true },
  tools: [
    { id: 'search', label: 'Search the web', shortLabel: 'Search', icon: 'globe' },
    { id: 'chart', label: 'Draw a chart', icon: 'chart', placeholderOverride: 'What to draw?' },
    { id: 'deep', label: 'Deep research', shortLabel: 'Research', icon: 'lab', pinned: true },
  ],
  models: [
    { id: 'fast', label: 'Fast', description: 'Short answers at once', default: true },
    { id: 'large', label: 'Large', description: 'Thinks longer, answers better' },
    { id: 'old', label: 'Last year’s', disabled: true },
  ],
  slashCommands: [
    {
      name: 'compare',
      description: 'Compare two periods',
      argsHint: '[this] [that]',
      action: { type: 'submit_prompt', template: 'Compare {{args}}' },
    },
    {
      name: 'report',
      description: 'Begin a report from the usual outline',
      icon: 'notebook',
      action: { type: 'insert_text', template: '# Report on {{args}}' },
    },
  ],
});

const REGIONS: readonly Entity[] = [
  { id: 'emea', title: 'EMEA', group: 'Regions', icon: 'globe' },
  { id: 'apac', title: 'APAC', group: 'Regions', icon: 'globe' },
  { id: 'p-1', title: 'Docking station', group: 'Products', icon: 'cube' },
];

const CARD = {
  type: 'Basic',
  children: [
    { type: 'Text', value: 'Europe, Middle East and Africa' },
    { type: 'Caption', value: 'Twelve countries, € 1.28 m in Q3' },
  ],
};

const handle = (name: string, size: number) => ({
  fileId: name,
  originalName: name,
  size,
  mimeType: 'text/csv',
});

const snapshot = (change: Partial<ChatSnapshot> = {}): ChatSnapshot => ({
  ...readySnapshot,
  ...change,
  options: {
    ...readySnapshot.options,
    composer,
    entities: { search: true, click: true, preview: true },
    ...change.options,
  },
  models: composer.models,
});

const talk = {
  ...readySnapshot.thread,
  threadId: 't',
  messages: [
    {
      ...user('Compare @EMEA with these figures.'),
      files: [
        { name: 'orders-2026.csv', mimeType: 'text/csv', size: 48_213, url: null, handle: {} },
      ],
      references: [
        { type: 'quote', text: 'Delivery within 2 days', source: 'Sales analyst' } as const,
        { type: 'quote', id: 'emea', text: 'EMEA', entity: REGIONS[0] } as const,
      ],
    },
    assistant([text('EMEA is **12 %** above the figures in your file.')]),
  ],
};

/** States of the chat whose composer has something in it. */
export const composerStates: Record<string, ChatSnapshot> = {
  composer: snapshot(),
  'composer-full': snapshot(),
  'composer-uploading': snapshot(),
  'composer-commands': snapshot({ focusRequests: 1 }),
  'composer-entities': snapshot({ focusRequests: 1 }),
  'composer-chinese': snapshot({
    options: { ...readySnapshot.options, locale: 'zh-CN', composer },
  }),
  enclosures: snapshot({ thread: talk }),
  'queue-held': snapshot({
    thread: {
      ...talk,
      held: true,
      messages: [
        user('Compare the regions'),
        assistant([], { status: 'failed', error: { kind: 'agent' } }),
        { ...user('And which product made the difference?'), queued: true },
      ],
    },
  }),
  'queue-steerable': snapshot({
    thread: {
      ...talk,
      running: true,
      messages: [
        user('Compare the regions'),
        assistant([text('EMEA is')], { status: 'streaming' }),
        { ...user('In percent, please'), queued: true, steering: true },
        { ...user('And which product made the difference?'), queued: true },
      ],
    },
  }),
};

/** What is written in a state. */
export const writings: Record<string, (composer: ComposerController) => void> = {
  'composer-full': (on) => {
    on.setValue({
      text: 'Compare @EMEA with the figures in the file, and say what changed.\nWhich product made the difference?',
      attachments: [
        handle('orders-2026.csv', 48_213),
        handle('a-very-long-name-of-a-file.pdf', 9e6),
      ],
      references: {
        items: [{ type: 'quote', text: 'Delivery within 2 days', source: 'Sales analyst' }],
        append: false,
      },
      toolId: 'search',
      files: [],
    });
    on.store.actions.mention({ id: 'emea', title: 'EMEA', interactive: true }, 8, 13);
    on.store.actions.setPlanMode(true);
  },
  'composer-uploading': (on) => {
    on.setValue({ text: 'What is in these?', files: [] });
    on.store.actions.attach([
      new File(['1'.repeat(40_000)], 'uploading.csv', { type: 'text/csv' }),
      new File(['1'], 'broken.csv', { type: 'text/csv' }),
      new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'chart.svg', {
        type: 'image/svg+xml',
      }),
    ]);
    on.store.actions.attach([{ name: 'film.mov', type: 'video/quicktime', size: 2e9 } as File]);
  },
  'composer-commands': (on) => {
    on.setValue({ text: '/', files: [] });
  },
  'composer-entities': (on) => {
    on.setValue({ text: 'Revenue of @', files: [] });
  },
};

/** A host and an API that answer as the states need. */
export const answers = {
  call: (command: string): Promise<unknown> =>
    Promise.resolve(command === 'onEntitySearch' ? REGIONS : { preview: CARD }),
  api: {
    upload: async ({
      form,
      onProgress,
    }: {
      form: FormData;
      onProgress: (part: number) => void;
    }) => {
      await Promise.resolve();
      const file = form.get('file');
      const name = file instanceof File ? file.name : '';
      if (name === 'broken.csv') throw new Error('The file is encrypted');
      if (name !== 'uploading.csv') return handle(name, 1);
      onProgress(0.42);
      return new Promise<never>(() => undefined);
    },
  },
  previews: { create: (file: File) => URL.createObjectURL(file), revoke: () => undefined },
};
