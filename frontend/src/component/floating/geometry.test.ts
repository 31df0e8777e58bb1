// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { BUBBLE, fit, FULL_SCREEN, PANEL_WIDTH, resizeByDrag, resizeByKey } from './geometry';

const PAGE = { width: 1280, height: 800 };
const SIZE = { width: 400, height: 500 };

it("agrees with the app's style sheet", () => {
  const file = join(import.meta.dirname, '../../../../tests/fixtures/layout/floating.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    bubble: BUBBLE,
    panelWidth: PANEL_WIDTH,
    fullScreen: FULL_SCREEN,
  });
});

describe('fit', () => {
  it.each([
    ['the standard size', null, 640, PAGE, { width: 400, height: 640 }],
    ['all the height that the page has', null, 'stretch', PAGE, { width: 400, height: 768 }],
    ['a low page', null, 640, { width: 1280, height: 500 }, { width: 400, height: 468 }],
    ['a narrow page', null, 640, { width: 360, height: 800 }, { width: 328, height: 640 }],
    ['what was asked for', { width: 500, height: 450 }, 640, PAGE, { width: 500, height: 450 }],
    [
      'no higher than the app allows',
      { width: 500, height: 700 },
      640,
      PAGE,
      { width: 500, height: 640 },
    ],
    [
      'no wider than is readable',
      { width: 1200, height: 640 },
      640,
      PAGE,
      { width: 960, height: 640 },
    ],
    [
      'no smaller than is usable',
      { width: 10, height: 10 },
      640,
      PAGE,
      { width: 320, height: 320 },
    ],
    ['a limit below the minimum', null, 200, PAGE, { width: 400, height: 200 }],
    ['whole pixels', { width: 400.4, height: 500.6 }, 640, PAGE, { width: 400, height: 501 }],
  ] as const)('%s', (_, wanted, limit, page, size) => {
    expect(fit(wanted, limit, page)).toEqual(size);
  });
});

describe('resizing', () => {
  it.each([
    ['ArrowLeft', false, false, { width: 416, height: 500 }],
    ['ArrowRight', false, false, { width: 384, height: 500 }],
    ['ArrowUp', false, false, { width: 400, height: 516 }],
    ['ArrowDown', true, false, { width: 400, height: 436 }],
    ['ArrowLeft', false, true, { width: 384, height: 500 }],
    ['ArrowRight', true, true, { width: 464, height: 500 }],
    ['Enter', false, false, null],
  ])('%s, fast %s, right to left %s', (key, fast, rtl, size) => {
    expect(resizeByKey(SIZE, key, fast, rtl)).toEqual(size);
  });

  it('follows the corner, which is on the other side from right to left', () => {
    expect(resizeByDrag(SIZE, -30, -40, false)).toEqual({ width: 430, height: 540 });
    expect(resizeByDrag(SIZE, -30, -40, true)).toEqual({ width: 370, height: 540 });
  });
});
