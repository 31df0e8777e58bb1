import { expect, it } from 'vitest';

import { rangesIn } from './ranges';

function row(html: string): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = `<article>${html}</article>`;
  return element;
}
const found = (html: string, wanted: RegExp) =>
  rangesIn(row(html), wanted).map((range) => range.toString());

it('finds words across elements', () => {
  expect(found('<div dir="auto"><p>A <b>re</b>port and a Report</p></div>', /report/gi)).toEqual([
    'report',
    'Report',
  ]);
});

it('leaves out buttons, what is closed, and everything that is not the text', () => {
  const html = `
    <ul><li>report</li></ul>
    <div dir="auto"><button>report</button><div inert>report</div><p>a report</p></div>
    <div><time>report</time></div>`;
  expect(found(html, /report/g)).toEqual(['report']);
});
