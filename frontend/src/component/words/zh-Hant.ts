import type { Words } from './words';

export const zhHant: Words = {
  failure: {
    title: '聊天無法啟動。',
    advice: '請重新整理頁面。如果問題仍然存在，請將以下資訊告知應用程式的負責人：',
  },
  approval: {
    title: '等待你的核准',
    position: (at, of) => `第 ${at} 項，共 ${of} 項`,
    approve: '核准',
    reject: '拒絕',
    details: '詳細資訊',
    empty: '空白',
    yes: '是',
    no: '否',
  },
  floating: {
    title: '聊天',
    open: '開啟聊天',
    openUnread: '開啟聊天，有新訊息',
    unread: '聊天中有新訊息',
    close: '關閉聊天',
    resize: '調整大小：拖曳或使用方向鍵',
  },
};
