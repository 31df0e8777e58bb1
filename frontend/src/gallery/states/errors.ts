import type { ChatError, ErrorKind } from '../../frame/state/types';
import { assistant, QUESTION, text, user } from '../content';
import { finishedTurn } from './conversation';
import { snapshot, talk, type States } from './snapshots';

const ADDRESSES = { page: 'https://sales.example.com', api: 'https://api.xpertai.cn' };

const ERRORS: Record<ErrorKind, Omit<ChatError, 'kind'>> = {
  configuration: {},
  session: { detail: 'The API refused the key (401 Unauthorized).' },
  network: { access: { blocked: false, ...ADDRESSES } },
  blocked: { access: { blocked: true, ...ADDRESSES } },
  forbidden: { status: 403 },
  not_found: { status: 404 },
  api: { detail: 'message.input: Required', status: 400 },
  agent: { detail: 'ZeroDivisionError: division by zero' },
  interrupted: {},
  unsupported: {},
};

const EXPIRED: ChatError = { kind: 'session', status: 401 };

const ofEachKind = Object.fromEntries(
  (Object.keys(ERRORS) as ErrorKind[]).flatMap((kind) => {
    const error = { kind, ...ERRORS[kind] };
    const broken = assistant([text('Revenue in Q3 was')], { status: 'failed', error });
    return [
      [`failed-${kind}`, snapshot({ assistant: null, connection: { status: 'failed', error } })],
      [`message-${kind}`, talk([user(QUESTION), broken])],
    ];
  }),
);

/** What went wrong, in the place of the chat and in the middle of one. */
export const errorStates: States = {
  offline: talk(finishedTurn()),
  'offline-empty': snapshot(),
  expired: talk([...finishedTurn(), user('And which product made the difference?')], {
    error: EXPIRED,
  }),
  'thread-error': snapshot({
    thread: { threadId: 't', error: { kind: 'not_found', status: 404 } },
  }),
  ...ofEachKind,
};
