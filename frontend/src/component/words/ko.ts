import type { Words } from './words';

export const ko: Words = {
  failure: {
    title: '채팅을 시작할 수 없습니다.',
    advice: '페이지를 새로고침하세요. 해결되지 않으면 다음 내용을 앱 관리자에게 알려 주세요:',
  },
  approval: {
    title: '승인 대기 중',
    position: (at, of) => `${of}개 중 ${at}번째`,
    approve: '승인',
    reject: '거부',
    details: '세부 정보',
    empty: '비어 있음',
    yes: '예',
    no: '아니요',
  },
  floating: {
    title: '채팅',
    open: '채팅 열기',
    openUnread: '채팅 열기, 새 메시지 있음',
    unread: '채팅에 새 메시지가 있습니다',
    close: '채팅 닫기',
    resize: '크기 조절: 드래그하거나 화살표 키를 사용하세요',
  },
};
