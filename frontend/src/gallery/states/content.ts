import { CODE } from '../codeContent';
import { MATHS } from '../mathsContent';
import { assistant, LONG, text, user } from '../content';
import { talk, type States } from './snapshots';

/** What an answer may be made of. */
export const contentStates: States = {
  formats: talk([user('Show me everything that you can format.'), assistant([text(LONG)])]),
  maths: talk([user('How is that computed?'), assistant([text(MATHS)])]),
  code: talk([user('How is that computed?'), assistant([text(CODE)], { status: 'streaming' })], {
    running: true,
  }),
};
