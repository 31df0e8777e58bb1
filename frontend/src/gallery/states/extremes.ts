import { assistant, text, user } from '../content';
import { finishedTurn } from './conversation';
import { talk, type States } from './snapshots';

const UNBROKEN =
  'aVeryLongWordWithoutAnyPlaceToBreakThatMustNotPushTheBubbleOutOfTheColumn_1234567890_1234567890_1234567890';

/** Scripts that reach far above and below the line, alone and stacked. */
const TALL = [
  'ที่นี่มีผู้ซื้อกี่คน เมื่อปีที่แล้ว',
  'བོད་ཀྱི་སྐད་ཡིག་སྒྲུབ་རྒྱུ།',
  'ကြွေးကြော်သံများ',
  'नृत्य-गीत की प्रस्तुतियाँ',
  'Tiếng Việt: những chữ có dấu chồng',
  'Z̴̡̛̺͎͋̾a̷͕͌̈́l̸̻̓̂g̷̞̈́̕ö̶̗͓́',
  'ﷺ ﷽',
].join('\n\n');

const pasted = Array.from({ length: 60 }, (_, at) => `2026-08-${(at % 28) + 1}\tEMEA\t${at * 37}`);

const pastedQuestion = user(`What is wrong with these figures?\n\n${pasted.join('\n')}`);
const longQuestion = [pastedQuestion, assistant([text('Nothing: they add up.')])];

/** More of everything than a page has room for. */
export const extremeStates: States = {
  'long-words': talk([user(UNBROKEN), assistant([text(UNBROKEN)])]),
  'long-question': talk(longQuestion),
  'long-question-editing': { ...talk(longQuestion), editing: pastedQuestion.id },
  'long-title': talk(finishedTurn(), {
    title: `Why did the revenue of all regions grow in the third quarter? ${UNBROKEN}`,
    conversationId: 'c',
  }),
  tall: talk([user(TALL), assistant([text(`# ${TALL.split('\n')[0] ?? ''}\n\n${TALL}`)])]),
  many: talk(Array.from({ length: 60 }, finishedTurn).flat()),
};
