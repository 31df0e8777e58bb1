import { expect, it } from 'vitest';

import { addressLink } from './threadLink';

it('keeps the rest of the address', () => {
  window.history.replaceState({ kept: true }, '', '/frame.html?chat=a#options');
  const link = addressLink(window);
  expect(link.read()).toBeNull();
  link.write('thread 1');
  expect(link.read()).toBe('thread 1');
  expect(window.location.href).toMatch(/frame\.html\?chat=a&threadId=thread\+1#options$/);
  expect(window.history.state).toEqual({ kept: true });
  link.write(null);
  expect(window.location.href).toMatch(/frame\.html\?chat=a#options$/);
});
