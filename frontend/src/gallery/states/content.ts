import { CODE } from '../codeContent';
import { MATHS } from '../mathsContent';
import { assistant, LONG, text, user } from '../content';
import { talk, type States } from './snapshots';

const OUTLINE = `#### Starts deep

\`\`\`sql
\`\`\`

# Then at the top

### Skips one

> ###### In a quotation

~~删除（旧）~~后文`;

/** What an answer may be made of. */
export const contentStates: States = {
  formats: talk([user('Show me everything that you can format.'), assistant([text(LONG)])]),
  outline: talk([user('How is it built?'), assistant([text(OUTLINE)])]),
  maths: talk([user('How is that computed?'), assistant([text(MATHS)])]),
  code: talk([user('How is that computed?'), assistant([text(CODE)], { status: 'streaming' })], {
    running: true,
  }),
};
