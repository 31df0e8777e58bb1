import { expect, test } from 'vitest';

import { clientOf, newThread, only, send } from './chat';
import { golden } from './golden';
import { textOrEmpty } from './json';

test('a vote is given, changed and taken back', async () => {
  const client = clientOf('visitor-feedback');
  const threadId = await newThread(client);
  const start = only(await send(client, threadId, 'Hello'), 'on_message_start');
  const conversation = `/conversations/${textOrEmpty(start.conversationId)}`;
  const path = `${conversation}/messages/${textOrEmpty(start.id)}/feedbacks`;
  const vote = await client.read('feedback', 'POST', path, golden('feedback-request.json'));
  expect(vote).toMatchObject({ messageId: start.id, rating: 'like', content: null });
  const change = { rating: 'dislike', content: 'Wrong order' };
  const changed = await client.read('feedback', 'PATCH', `${path}/${vote.id}`, change);
  expect(changed).toMatchObject({ id: vote.id, ...change });
  await client.delete(`${path}/${vote.id}`);
  expect(await client.refusal('PATCH', `${path}/${vote.id}`, change)).toEqual(
    golden('error-404.json'),
  );
});
