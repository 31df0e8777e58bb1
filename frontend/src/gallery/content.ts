import type { AssistantMessage, MessagePart, StepPart, UserMessage } from '../frame/state/types';

let count = 0;

export const user = (text: string): UserMessage => ({
  role: 'user',
  id: `u${++count}`,
  text,
  createdAt: 0,
});

export const assistant = (
  parts: readonly MessagePart[],
  rest: Partial<AssistantMessage> = {},
): AssistantMessage => ({
  role: 'assistant',
  id: `a${++count}`,
  status: 'done',
  createdAt: 0,
  parts,
  ...rest,
});

export const text = (content: string): MessagePart => ({
  type: 'text',
  id: `t${++count}`,
  text: content,
});

export const reasoning = (content: string, duration?: number): MessagePart => ({
  type: 'reasoning',
  id: `r${++count}`,
  text: content,
  startedAt: 0,
  ...(duration !== undefined && { endedAt: duration }),
});

export const step = (rest: Partial<StepPart>): StepPart => ({
  type: 'step',
  id: `s${++count}`,
  category: 'Tool',
  tool: 'query_orders',
  title: 'Query orders',
  status: 'success',
  input: { sql: 'SELECT region, sum(revenue) FROM orders\nWHERE quarter = 3 GROUP BY region' },
  output: '[{"region":"EMEA","revenue":1284300},{"region":"APAC","revenue":967120}]',
  startedAt: 0,
  ...(rest.status !== 'running' && { endedAt: 420 }),
  data: {},
  ...rest,
});

export const QUESTION = 'How did revenue develop in Q3, by region?';

export const THOUGHTS =
  'The user asks about **revenue by region** for the third quarter. I should look at the filters of the dashboard first, then group the orders by region and compare them with the quarter before. Returns are not part of revenue here.';

export const ANSWER = `Revenue in Q3 was **€ 3.42 m**, up **12 %** on Q2. EMEA grew fastest; APAC was flat.

| Region | Revenue | Change | Orders |
|---|--:|--:|--:|
| EMEA | € 1,284,300 | +18.2 % | 4,310 |
| Americas | € 1,168,940 | +11.0 % | 3,920 |
| APAC | € 967,120 | +0.4 % | 3,105 |

Two things stand out:

1. **Hardware** made up two thirds of the growth in EMEA.
2. The average order rose from € 281 to € 302, so it is *value*, not volume.`;

export const LONG = `# Monthly report

A paragraph with a [link to the handbook](https://handbook.example/revenue), some \`inline_code()\`, **strong**, *emphasised* and ~~deleted~~ words, and a long address: https://data.example/a/very/long/path/that/never/ends/and/has/no/place/to/break?query=1234567890abcdefghijklmnop

## How it is computed

\`\`\`python
def growth(current: float, previous: float) -> float:
    """Relative change; a line that is much too long for the column scrolls inside its block, not the page."""
    return (current - previous) / previous
\`\`\`

> Returns are booked in the month in which they arrive, so that the last days of a quarter look better than they are.

- [x] Filters of the dashboard applied
- [ ] Currency effects removed
  - nested item with a word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft

### 中文与表格

**重点（第三季度）**的收入增长主要来自华东地区；其中*硬件*贡献最大。

| 地区 | 收入 | 环比 | 备注 | 负责人 | 更新时间 | 数据来源 |
|---|--:|--:|---|---|---|---|
| 华东 | ¥ 12,843,000 | +18.2% | 硬件增长明显 | 王小明 | 2026-08-17 | 订单库 |
| 华南 | ¥ 9,671,200 | +0.4% | 基本持平 | 李雷 | 2026-08-17 | 订单库 |

![Revenue by month](https://charts.example/revenue.png)

---

1. First

   With a second paragraph.
2. Second`;

export const ZH_ANSWER = `第三季度收入为 **342 万欧元**，环比增长 **12%**。欧洲、中东和非洲地区增长最快，亚太地区基本持平。

| 地区 | 收入 | 环比 | 订单数 |
|---|--:|--:|--:|
| 欧洲、中东和非洲 | € 1,284,300 | +18.2% | 4,310 |
| 美洲 | € 1,168,940 | +11.0% | 3,920 |
| 亚太 | € 967,120 | +0.4% | 3,105 |

有两点值得注意：

1. **硬件**贡献了欧洲地区三分之二的增长。
2. 平均订单金额从 281 欧元升到 302 欧元，增长来自*单价*而不是数量。`;
