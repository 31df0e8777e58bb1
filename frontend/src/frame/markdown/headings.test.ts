// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { headingTrails } from './headings';

describe('headingTrails', () => {
  it.each<[blocks: string[], trails: string[]]>([
    [
      ['# A', '### B', '## C', 'text'],
      ['', '1', '13', '12'],
    ],
    [
      ['#### A', '## B', '#### C'],
      ['', '4', '2'],
    ],
    [
      ['Title\n===', 'Part\n---', 'text'],
      ['', '1', '12'],
    ],
    [
      ['> ## Quoted', '- ### Item', 'text'],
      ['', '2', '23'],
    ],
    [
      ['```python\n# comment\n```', 'text'],
      ['', ''],
    ],
    [
      ['- item\n  ~~~\n  # comment\n  ~~~\n  ## Heading', 'text'],
      ['', '2'],
    ],
    [
      ['```\n# not closed', 'text'],
      ['', ''],
    ],
    [
      ['#hashtag', '| a |\n|---|\n| b |', '---', 'text'],
      ['', '', '', ''],
    ],
  ])('follows the headings of %j', (blocks, trails) => {
    expect(headingTrails(blocks)).toEqual(trails);
  });
});
