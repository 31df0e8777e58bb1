// @vitest-environment node
import { expect, it } from 'vitest';

import { DEFAULT_LIMITS, parseComposerOptions } from '../protocol/composerOptions';
import { sortFiles } from './limits';

const file = (name: string, type = '', size = 1) => ({ name, type, size });

it.each([
  [{ 'image/*': [] }, file('a.png', 'image/png'), true],
  [{ 'image/png': ['.PNG'] }, file('A.png'), true],
  [{ 'text/csv': ['csv'] }, file('a.CSV', 'application/vnd.ms-excel'), true],
  [{ '*/*': [] }, file('a'), true],
  [{ 'image/*': ['.png'] }, file('a.pdf', 'application/pdf'), false],
  [{}, file('a.exe'), true],
])('accepts by %j the file %j: %s', (accept, given, accepted) => {
  const { attachments } = parseComposerOptions({ attachments: { enabled: true, accept } });
  const sorted = sortFiles([given], attachments ?? DEFAULT_LIMITS, 0);
  expect(sorted.accepted).toEqual(accepted ? [given] : []);
  expect(sorted.rejections).toEqual(accepted ? [] : [{ reason: 'type', name: given.name }]);
});

it('takes what fits, and says why the others do not', () => {
  const limits = { maxSize: 10, maxCount: 3, accept: [] };
  const files = [file('a'), file('big', '', 11), file('b'), file('c'), file('d')];
  expect(sortFiles(files, limits, 1)).toEqual({
    accepted: [file('a'), file('b')],
    rejections: [
      { reason: 'size', name: 'big', limit: 10 },
      { reason: 'count', limit: 3 },
    ],
  });
});

it('allows files only when the host says so, within 100 MiB and ten', () => {
  expect(parseComposerOptions({ attachments: {} }).attachments).toBeNull();
  expect(parseComposerOptions({ attachments: { enabled: true, maxCount: 0 } }).attachments).toEqual(
    {
      maxSize: 104_857_600,
      maxCount: 10,
      accept: [],
    },
  );
});
