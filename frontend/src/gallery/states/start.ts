import type { ViewOptions } from '../../frame/state/store';
import { QUESTION } from '../content';
import { snapshot, type States } from './snapshots';

export const startOptions: Partial<ViewOptions> = {
  prompts: [
    { label: 'Revenue by region this quarter', prompt: QUESTION, icon: 'chart' },
    { label: 'Which products sell best?', prompt: 'Which products sell best?', icon: 'cube' },
    { label: 'Compare the last two quarters', prompt: 'Compare', icon: 'analytics' },
    { label: 'Explain the filters I have set', prompt: 'Explain', icon: 'circle-question' },
  ],
  disclaimer: {
    text: 'Answers may be wrong. Check what matters. [How it works](https://docs.example/how)',
    highContrast: false,
  },
};

const LONG_PROMPT =
  'Compare the revenue of every region in the last four quarters, explain what changed and propose three things that we should look at more closely';

/** Before the first message. */
export const startStates: States = {
  empty: snapshot({ options: startOptions }),
  'empty-plain': snapshot({ assistant: null }),
  'empty-one-prompt': snapshot({
    options: {
      ...startOptions,
      greeting: 'Ask about the orders of the last twelve months',
      prompts: [{ label: 'Revenue by region this quarter', prompt: QUESTION }],
      disclaimer: { text: 'Answers may be wrong. Check what matters.', highContrast: true },
    },
  }),
  'empty-many-prompts': snapshot({
    options: {
      ...startOptions,
      greeting:
        'Good morning! I know the orders, the returns and the stock of all our warehouses. What would you like to know?',
      prompts: [
        ...(startOptions.prompts ?? []),
        { label: LONG_PROMPT, prompt: LONG_PROMPT, icon: 'lightbulb' },
        { label: '各地区收入', prompt: '各地区收入' },
        { label: 'تحليل المبيعات', prompt: 'تحليل المبيعات', icon: 'globe' },
      ],
    },
  }),
  'empty-without-header': snapshot({
    options: {
      ...startOptions,
      header: { ...snapshot().options.header, enabled: false },
    },
  }),
  connecting: snapshot({ assistant: null, connection: { status: 'connecting' } }),
  loading: snapshot({ thread: { threadId: 't', loading: true } }),
};
