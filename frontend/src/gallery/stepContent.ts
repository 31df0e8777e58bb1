import type { MessagePart } from '../frame/state/types';
import { step } from './content';

const found = (kind: string, title: string, data: unknown): MessagePart =>
  step({ category: 'Computer', kind, title, input: undefined, output: undefined, data: { data } });

/** One step of every kind. */
export const everyStep: readonly MessagePart[] = [
  step({ title: 'Query orders' }),
  step({
    title: 'Compare the regions',
    input: undefined,
    output: {
      columns: ['region', 'manager', 'revenue', 'change', 'orders', 'checked'],
      rows: [
        ['EMEA', 'Ada Lovelace', 1284300, 0.1823, 4310, '2026-08-17'],
        ['Americas', 'Grace Hopper', 1168940.5, 0.1099, 3920, '2026-08-17'],
        ['APAC', 'Katherine Johnson', 967120, -0.004, 3105, null],
      ],
    },
  }),
  found('list', 'List pages', ['https://docs.example/returns', 'https://docs.example/refunds']),
  found('web_search', 'Search the web', [
    {
      title: 'Carrier news',
      url: 'https://news.example/a',
      content: 'No delays are reported for Berlin.',
    },
    { title: 'Strike is over', url: 'https://news.example/b', content: 'Trains run again.' },
  ]),
  found('files', 'Write files', [
    { filePath: 'report/summary.md' },
    { filePath: 'report/data.csv' },
  ]),
  found('file', 'Read a file', { fileName: 'summary.md', content: '# Summary\n\nRevenue grew.' }),
  found('program', 'Run Python', {
    language: 'python',
    code: 'total = sum(order.revenue for order in orders)\nprint(f"{total:,.1f}")',
    output: '3,420,365.0',
  }),
  found('iframe', 'Open the dashboard', { url: 'https://bi.example/dashboards/7' }),
  found('memory', 'Remember', [{ key: 'Preferred region', value: 'EMEA' }]),
  found('tasks', 'Plan', [
    { title: 'Collect the orders', status: 'completed' },
    { title: 'Group them by region', status: 'in_progress' },
    { title: 'Draw the chart', status: 'pending' },
  ]),
  found('knowledges', 'Look into the handbook', [
    {
      pageContent: 'Returns are booked in the month in which they arrive.',
      metadata: { source: 'handbook.pdf', score: 0.87 },
    },
  ]),
  step({ category: 'Dashboard', kind: 'KPI', title: 'Show a figure', data: {} }),
];
