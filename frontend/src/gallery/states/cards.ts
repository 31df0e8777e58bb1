import { assistant, step, text, user } from '../content';
import { prompts } from '../promptContent';
import { basic, card, list, surface, surfaceMore } from '../widgetContent';
import { talk, type States } from './snapshots';

const approval = talk(
  [
    user('Cancel order 1042 and tell the customer.'),
    assistant([step({ title: 'Find order' }), text('I need your approval for two steps.')], {
      status: 'asking',
    }),
  ],
  { running: true, prompt: prompts.approval },
);

const questions = talk([user('Export the orders.'), assistant([step({})], { status: 'asking' })], {
  running: true,
  prompt: prompts.questions,
});

/** What asks something of the reader. */
export const cardStates = {
  approval,
  'approval-edit': approval,
  'approval-reject': approval,
  questions,
  'questions-other': questions,
} satisfies States;

const more = talk([user('Show the products.'), assistant([surfaceMore])]);

/** Interactive surfaces and cards inside of answers. */
export const widgetStates: States = {
  surface: talk([user('Show order 1042.'), assistant([text('Here is your order:'), surface])]),
  'surface-more': more,
  'surface-dialog': more,
  'widget-card': talk([user('Book a train to Paris.'), assistant([text('Sure.'), card])]),
  'widget-list': talk([user('What is in stock?'), assistant([list])]),
  'widget-basic': talk([user('Show everything.'), assistant([basic])]),
};
