import type { Words } from './words';

export const zhHans: Words = {
  failure: {
    title: '聊天无法启动。',
    advice: '请刷新页面。如果问题仍然存在，请将以下信息告知应用的负责人：',
  },
  approval: {
    title: '等待你的批准',
    position: (at, of) => `第 ${at} 项，共 ${of} 项`,
    approve: '批准',
    reject: '拒绝',
    details: '详情',
    empty: '空',
    yes: '是',
    no: '否',
  },
  floating: {
    title: '聊天',
    open: '打开聊天',
    openUnread: '打开聊天，有新消息',
    unread: '聊天中有新消息',
    close: '关闭聊天',
    resize: '调整大小：拖动或使用方向键',
  },
};
