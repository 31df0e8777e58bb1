// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { type Panel, panelReducer, parsePanel } from './panel';

const CLOSED: Panel = { open: false, unread: false, size: null };
const OPEN: Panel = { ...CLOSED, open: true };

describe('panelReducer', () => {
  it('marks what happens behind a closed panel as unread until it is opened', () => {
    const unread = panelReducer(CLOSED, { type: 'noticed' });
    expect(unread).toEqual({ ...CLOSED, unread: true });
    expect(panelReducer(unread, { type: 'noticed' })).toBe(unread);
    expect(panelReducer(unread, { type: 'opened' })).toEqual(OPEN);
  });

  it('marks nothing that the user sees happening', () => {
    expect(panelReducer(OPEN, { type: 'noticed' })).toBe(OPEN);
    expect(panelReducer(OPEN, { type: 'closed' })).toEqual(CLOSED);
  });

  it('keeps the size over closing, and forgets it on demand', () => {
    const size = { width: 500, height: 450 };
    const resized = panelReducer(OPEN, { type: 'resized', size });
    expect(panelReducer(resized, { type: 'closed' }).size).toEqual(size);
    expect(panelReducer(resized, { type: 'resized', size: null })).toEqual(OPEN);
  });
});

describe('parsePanel', () => {
  it('reads what was written', () => {
    const panel: Panel = { open: false, unread: true, size: { width: 500, height: 450 } };
    expect(parsePanel(JSON.stringify(panel))).toEqual(panel);
  });

  it.each([
    null,
    '',
    '{',
    '[]',
    '"open"',
    '{"open": 1, "unread": "yes"}',
    '{"size": {"width": "5", "height": 3}}',
  ])('%j is a closed panel', (text) => {
    expect(parsePanel(text)).toEqual(CLOSED);
  });

  it('is never open and unread', () => {
    expect(parsePanel('{"open": true, "unread": true}')).toEqual(OPEN);
  });
});
