import { describe, expect, it } from 'vitest';

import { tabStorage } from './storage';

describe('tabStorage', () => {
  it('keeps texts under the name of the package, and forgets them', () => {
    const storage = tabStorage(() => sessionStorage);
    storage.save('a', 'text');
    expect(sessionStorage.getItem('streamlit-chatkit:a')).toBe('text');
    expect(storage.load('a')).toBe('text');
    storage.save('a', null);
    expect(storage.load('a')).toBeNull();
    expect(sessionStorage).toHaveLength(0);
  });

  it('keeps nothing where storage is forbidden', () => {
    const storage = tabStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    storage.save('a', 'text');
    expect(storage.load('a')).toBeNull();
  });
});
