import type { ComposerController } from '../frame/composer/controller';
import type { Entity } from '../frame/protocol/entities';

export const REGIONS: readonly Entity[] = [
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
  'composer-long': (on) => {
    on.setValue({
      text: Array.from({ length: 12 }, (_, at) => `${at + 1}. A line of a long question`).join(
        '\n',
      ),
      files: [],
    });
  },
  offline: (on) => {
    on.setValue({ text: 'And which product made the difference?', files: [] });
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
