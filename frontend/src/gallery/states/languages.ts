import { LANGUAGES } from '../../shared/locale/languages';
import type { ChatSnapshot } from '../../frame/state/store';
import { assistant, reasoning, step, text, user, ZH_ANSWER } from '../content';
import { prompts } from '../promptContent';
import { cardStates } from './cards';
import { snapshot, talk, type States } from './snapshots';
import { startOptions } from './start';

const spoken = (state: ChatSnapshot, locale: string): ChatSnapshot => ({
  ...state,
  options: { ...state.options, locale },
});

export const chinese = snapshot({
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
});

const RTL_ANSWER =
  'ارتفعت الإيرادات بنسبة **12٪** إلى 3.42 مليون يورو.\n\n- أوروبا: +18٪\n- آسيا: ثابتة\n\n| المنطقة | الإيرادات | التغير | الطلبات | الملاحظات |\n|---|--:|--:|--:|---|\n| أوروبا | 1,284,300 | +18٪ | 4,310 | نمو واضح في الأجهزة |\n| آسيا | 967,120 | +0.4٪ | 3,105 | مستقرة |';

const rtl = talk(
  [
    user('كيف تطورت الإيرادات في الربع الثالث؟'),
    assistant([reasoning('أنظر أولاً إلى المرشحات.', 1200), step({}), text(RTL_ANSWER)]),
    user('And in English?'),
    assistant([text('Revenue grew by **12 %** to € 3.42 m.')]),
  ],
  { title: 'الإيرادات حسب المنطقة' },
);

/** Languages and directions of writing. */
export const languageStates: States = {
  chinese,
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
  'rtl-text': rtl,
  rtl: spoken(rtl, 'ar'),
  'rtl-approval': spoken(cardStates.approval, 'ar'),
  ...Object.fromEntries(
    LANGUAGES.flatMap((locale) => [
      [`speaks-${locale}`, spoken(cardStates.approval, locale)],
      [`speaks-${locale}-empty`, snapshot({ options: { ...startOptions, locale } })],
    ]),
  ),
};
