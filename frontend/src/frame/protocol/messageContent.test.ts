// @vitest-environment node
import { expect, it } from 'vitest';

import { parseContent } from './messageContent';

it('reads texts and images', () => {
  expect(
    parseContent([
      { type: 'text', text: 'What is' },
      { type: 'image_url', image_url: { url: 'https://example.com/a/chart.png?size=2' } },
      { type: 'text', text: 'this?' },
      { type: 'image_url', image_url: 'data:image/png;base64,AA/BB' },
      { type: 'image_url', image_url: 'https://example.com/' },
    ]),
  ).toEqual({
    text: 'What is\n\nthis?',
    references: [
      {
        type: 'image',
        url: 'https://example.com/a/chart.png?size=2',
        name: 'chart.png',
        text: 'chart.png',
      },
      { type: 'image', url: 'data:image/png;base64,AA/BB', name: 'image', text: 'image' },
      { type: 'image', url: 'https://example.com/', name: 'image', text: 'image' },
    ],
  });
});

it.each([undefined, null, [], 'text'])('finds nothing in %j', (content) => {
  expect(parseContent(content)).toEqual({ text: null, references: [] });
});

it.each([
  [[{ type: 'audio', data: '' }]],
  [[{ type: 'text' }]],
  [[{ type: 'image_url', image_url: {} }]],
  [['words']],
])('refuses what it would have to leave out: %j', (content) => {
  expect(() => parseContent(content)).toThrow(/image_url/);
});
