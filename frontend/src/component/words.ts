/** Every word that the component itself shows; the chat's own words are the frame's. */
export type Words = {
  failure: { title: string; advice: string };
  approval: {
    title: string;
    position: (at: number, of: number) => string;
    approve: string;
    reject: string;
    details: string;
    empty: string;
    yes: string;
    no: string;
  };
  floating: {
    title: string;
    open: string;
    openUnread: string;
    unread: string;
    close: string;
    resize: string;
  };
};

const en: Words = {
  failure: {
    title: 'The chat could not start.',
    advice: 'Reload the page. If that does not help, tell the owner of this app:',
  },
  approval: {
    title: 'Waiting for your approval',
    position: (at, of) => `${at} of ${of}`,
    approve: 'Approve',
    reject: 'Reject',
    details: 'Details',
    empty: 'empty',
    yes: 'yes',
    no: 'no',
  },
  floating: {
    title: 'Chat',
    open: 'Open chat',
    openUnread: 'Open chat, new message',
    unread: 'New message in the chat',
    close: 'Close chat',
    resize: 'Resize: drag, or use the arrow keys',
  },
};

const zh: Words = {
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

/** The words in the chat's language, else English. */
export function wordsOf(locale: string = navigator.language): Words {
  return locale.toLowerCase().startsWith('zh') ? zh : en;
}
