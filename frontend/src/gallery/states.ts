import { LANGUAGES } from '../shared/locale/languages';
import type { ChatSnapshot, ViewOptions } from '../frame/state/store';
import type { ChatError, ErrorKind, Message, ThreadState } from '../frame/state/types';
import {
  ANSWER,
  assistant,
  LONG,
  reasoning,
  step,
  text,
  THOUGHTS,
  user,
  ZH_ANSWER,
} from './content';
import { prompts } from './cards';
import { composerStates } from './composerStates';
import { readySnapshot } from './fakeStore';
import { CODE } from './code';
import { everyStep } from './steps';
import { historyStates } from './historyStates';
import { basic, card, list, surface, surfaceMore } from './widgets';

type Change = Partial<Omit<ChatSnapshot, 'options' | 'thread'>> & {
  options?: Partial<ViewOptions>;
  thread?: Partial<ThreadState>;
};

const snapshot = (change: Change): ChatSnapshot => ({
  ...readySnapshot,
  ...change,
  options: { ...readySnapshot.options, ...change.options },
  thread: { ...readySnapshot.thread, ...change.thread },
});

const talk = (messages: Message[], thread: Partial<ThreadState> = {}): ChatSnapshot =>
  snapshot({ thread: { threadId: 't', title: 'Revenue in Q3', messages, ...thread } });

const QUESTION = 'How did revenue develop in Q3, by region?';

const start: Partial<ViewOptions> = {
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

const finished = () => [
  user(QUESTION),
  assistant([
    reasoning(THOUGHTS, 4200),
    step({}),
    step({ kind: 'program', title: 'Draw chart', endedAt: 12_800 }),
    text(ANSWER),
  ]),
];

const ADDRESSES = { page: 'https://sales.example.com', api: 'https://api.xpertai.cn' };

const ERRORS: Record<ErrorKind, Omit<ChatError, 'kind'>> = {
  configuration: {},
  session: { detail: 'The API refused the key (401 Unauthorized).' },
  network: { access: { blocked: false, ...ADDRESSES } },
  blocked: { access: { blocked: true, ...ADDRESSES } },
  forbidden: { status: 403 },
  not_found: { status: 404 },
  api: { detail: 'message.input: Required', status: 400 },
  agent: { detail: 'ZeroDivisionError: division by zero' },
  interrupted: {},
  unsupported: {},
};

const failed = Object.fromEntries(
  (Object.keys(ERRORS) as ErrorKind[]).flatMap((kind) => {
    const error = { kind, ...ERRORS[kind] };
    return [
      [`failed-${kind}`, snapshot({ assistant: null, connection: { status: 'failed', error } })],
      [
        `message-${kind}`,
        talk([user(QUESTION), assistant([text('Revenue in Q3 was')], { status: 'failed', error })]),
      ],
    ];
  }),
);

const standard = {
  empty: snapshot({ options: start }),
  'empty-plain': snapshot({ assistant: null }),
  connecting: snapshot({ assistant: null, connection: { status: 'connecting' } }),
  loading: snapshot({ thread: { threadId: 't', loading: true } }),
  'thread-error': snapshot({
    thread: { threadId: 't', error: { kind: 'not_found', status: 404 } },
  }),
  done: talk([
    ...finished(),
    user('And which product made the difference?'),
    assistant([text('Mostly **Hardware**: it made up two thirds of the growth in EMEA.')]),
  ]),
  pending: talk([user(QUESTION), assistant([], { status: 'pending' })], { running: true }),
  'reasoning-running': talk(
    [user(QUESTION), assistant([reasoning(THOUGHTS)], { status: 'streaming' })],
    { running: true },
  ),
  'step-running': talk(
    [
      user(QUESTION),
      assistant(
        [
          reasoning(THOUGHTS, 4200),
          step({ title: 'Read filters', endedAt: 60 }),
          step({ status: 'running', message: 'Reading 11,335 orders' }),
        ],
        { status: 'streaming' },
      ),
    ],
    { running: true },
  ),
  'step-failed': talk([
    user(QUESTION),
    assistant([
      reasoning(THOUGHTS, 4200),
      step({ status: 'fail', output: undefined, error: 'no such column: quarter' }),
      step({ title: 'Query orders again' }),
      text(ANSWER),
    ]),
  ]),
  streaming: talk(
    [
      ...finished(),
      user('Write me a summary for the board.'),
      assistant(
        [
          reasoning(THOUGHTS, 2300),
          step({}),
          text(
            '## Third quarter\n\nRevenue grew by **12 %** to € 3.42 m. The growth came from **larger ord',
          ),
        ],
        { status: 'streaming' },
      ),
    ],
    { running: true },
  ),
  waiting: talk(
    [
      user(QUESTION),
      assistant([reasoning(THOUGHTS, 800), step({ title: 'Read filters', status: 'running' })], {
        status: 'waiting',
      }),
    ],
    { running: true },
  ),
  approval: talk(
    [
      user('Cancel order 1042 and tell the customer.'),
      assistant([step({ title: 'Find order' }), text('I need your approval for two steps.')], {
        status: 'asking',
      }),
    ],
    { running: true, prompt: prompts.approval },
  ),
  questions: talk([user('Export the orders.'), assistant([step({})], { status: 'asking' })], {
    running: true,
    prompt: prompts.questions,
  }),
  steps: talk([user(QUESTION), assistant(everyStep), assistant([text(ANSWER)])]),
  surface: talk([user('Show order 1042.'), assistant([text('Here is your order:'), surface])]),
  'surface-more': talk([user('Show the products.'), assistant([surfaceMore])]),
  'widget-card': talk([user('Book a train to Paris.'), assistant([text('Sure.'), card])]),
  'widget-list': talk([user('What is in stock?'), assistant([list])]),
  'widget-basic': talk([user('Show everything.'), assistant([basic])]),
  stopped: talk([
    user(QUESTION),
    assistant([reasoning(THOUGHTS, 800), text('Revenue in Q3 was **€ 3.42 m**, up')], {
      status: 'stopped',
    }),
  ]),
  queued: talk(
    [
      user(QUESTION),
      assistant([reasoning(THOUGHTS, 800), text('Revenue in Q3 was **€ 3.42 m**, up')], {
        status: 'streaming',
      }),
      { ...user('And which product made the difference?'), queued: true },
      { ...user('Compare with last year'), queued: true },
    ],
    { running: true },
  ),
  'no-answer': talk([user(QUESTION), assistant([])]),
  long: talk([
    user(
      'Show me everything that you can format.\n\nAlso: aVeryLongWordWithoutAnyPlaceToBreakThatMustNotPushTheBubbleOutOfTheColumn_1234567890_1234567890_1234567890',
    ),
    assistant([text(LONG)]),
  ]),
  code: talk([user('How is that computed?'), assistant([text(CODE)], { status: 'streaming' })], {
    running: true,
  }),
  many: talk(Array.from({ length: 60 }, finished).flat()),
  chinese: snapshot({
    assistant: { name: '销售分析助手', avatarEmoji: '📊' },
    options: { locale: 'zh-CN' },
    thread: {
      threadId: 't',
      title: '第三季度各地区收入',
      messages: [
        user('第三季度各地区的收入怎么样？'),
        assistant([
          reasoning('先看看仪表盘上的筛选条件，再按地区汇总订单。', 3100),
          step({ title: { en_US: 'Query orders', zh_Hans: '查询订单' } }),
          text(ZH_ANSWER),
        ]),
      ],
    },
  }),
  'chinese-approval': snapshot({
    assistant: { name: '订单助手', avatarEmoji: '📦' },
    options: { locale: 'zh-CN' },
    thread: {
      threadId: 't',
      running: true,
      prompt: prompts.chineseApproval,
      messages: [user('取消订单 1042'), assistant([text('需要你的批准。')], { status: 'asking' })],
    },
  }),
  'chinese-empty': snapshot({
    assistant: { name: '销售分析助手', avatarEmoji: '📊' },
    options: {
      locale: 'zh-CN',
      prompts: [
        { label: '本季度各地区的收入', prompt: '本季度各地区的收入', icon: 'chart' },
        { label: '哪些产品卖得最好？', prompt: '哪些产品卖得最好？', icon: 'cube' },
      ],
    },
  }),
  rtl: talk([
    user('كيف تطورت الإيرادات في الربع الثالث؟'),
    assistant([
      text('ارتفعت الإيرادات بنسبة **12٪** إلى 3.42 مليون يورو.\n\n- أوروبا: +18٪\n- آسيا: ثابتة'),
    ]),
  ]),
} satisfies Record<string, ChatSnapshot>;

/** The interface in each language that has words, and one from right to left. */
const spoken = Object.fromEntries(
  [...LANGUAGES, 'ar'].flatMap((locale) => [
    [
      `speaks-${locale}`,
      {
        ...standard.approval,
        options: { ...standard.approval.options, locale },
      },
    ],
    [`speaks-${locale}-empty`, snapshot({ options: { ...start, locale } })],
  ]),
);

/** Every state of the interface by name. */
export const states: Record<string, ChatSnapshot> = {
  ...standard,
  ...spoken,
  ...composerStates,
  ...historyStates(standard.done, standard.chinese),
  ...failed,
};
