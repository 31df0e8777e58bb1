import type { Words } from './words';

export const ja: Words = {
  failure: {
    title: 'チャットを開始できませんでした。',
    advice:
      'ページを再読み込みしてください。解決しない場合は、次の内容をアプリの管理者にお知らせください：',
  },
  approval: {
    title: '承認待ち',
    position: (at, of) => `${at} / ${of} 件`,
    approve: '承認',
    reject: '却下',
    details: '詳細',
    empty: '空',
    yes: 'はい',
    no: 'いいえ',
  },
  floating: {
    title: 'チャット',
    open: 'チャットを開く',
    openUnread: 'チャットを開く、新着メッセージあり',
    unread: 'チャットに新着メッセージがあります',
    close: 'チャットを閉じる',
    resize: 'サイズ変更：ドラッグするか矢印キーを使います',
  },
};
