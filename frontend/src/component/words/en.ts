import type { Words } from './words';

export const en: Words = {
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
