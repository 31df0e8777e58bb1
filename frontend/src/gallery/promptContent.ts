import type { Prompt } from '../frame/state/types';

/** What the agent may ask of the user. */
export const prompts = {
  approval: {
    kind: 'approval',
    id: 'approval',
    requests: [
      {
        name: 'send_mail',
        description: 'Tell the customer that the order is cancelled.',
        args: {
          to: 'alice@example.com',
          subject: 'Your order 1042',
          body: 'Hello Alice,\n\nwe have cancelled your order and will refund € 284.00.\n\nBest regards',
          attachments: [{ name: 'refund.pdf', pages: 2 }],
          urgent: false,
        },
        allowed: ['approve', 'edit', 'reject', 'respond'],
        argsSchema: {
          required: ['to'],
          properties: {
            to: { type: 'string', description: 'Address of the customer' },
            urgent: { type: 'boolean' },
          },
        },
      },
      {
        name: 'cancel_order',
        description: null,
        args: { orderNo: 1042 },
        allowed: ['approve', 'reject'],
        argsSchema: null,
      },
    ],
  },
  questions: {
    kind: 'questions',
    id: 'questions',
    questions: [
      {
        id: 'scope',
        header: 'Scope',
        question: 'Which orders should the export include?',
        options: [
          { label: 'Open orders', description: 'Only orders that are not delivered' },
          { label: 'All orders', description: 'Every order of this year, also cancelled ones' },
        ],
      },
      {
        id: 'format',
        header: 'Format',
        question: 'In which format?',
        options: [
          { label: 'Excel', description: 'One sheet per region' },
          { label: 'CSV', description: 'One file, UTF-8' },
          { label: 'PDF', description: 'For printing' },
        ],
      },
    ],
  },
  chineseApproval: {
    kind: 'approval',
    id: 'zh',
    requests: [
      {
        name: '取消订单',
        description: '取消后无法恢复。',
        args: { 订单号: 1042, 原因: '客户要求退款' },
        allowed: ['approve', 'edit', 'reject', 'respond'],
        argsSchema: null,
      },
    ],
  },
} as const satisfies Record<string, Prompt>;
