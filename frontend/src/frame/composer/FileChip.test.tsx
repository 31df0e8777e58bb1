import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { parseFiles } from '../protocol/files';
import { FileChip } from './FileChip';
import { SaveFile } from './savedFiles';

afterEach(cleanup);

const API = 'http://10.0.0.7:8777/api/ai/files';

function show(handle: object, save = vi.fn(() => Promise.resolve())) {
  const [file] = parseFiles([{ originalName: 'shops.csv', size: 12, ...handle }]);
  if (file === undefined) throw new Error('no file');
  render(
    <SaveFile value={save}>
      <FileChip file={file} />
    </SaveFile>,
  );
  return save;
}

it('saves a file that the API serves itself, wherever its address leads', async () => {
  const save = show({ fileId: 'f-1', storageFileId: 's-1', url: `${API}/f-1/content?signature=x` });
  await userEvent.click(screen.getByRole('button', { name: /shops.csv/ }));
  expect(save.mock.calls).toEqual([['f-1', 'shops.csv']]);
  expect(screen.queryByRole('link')).toBeNull();
});

it('says so when the file does not come, and tries again', async () => {
  const save = vi.fn(() => Promise.reject(new Error('gone')));
  show({ fileId: 'f-1', url: `${API}/f-1/content` }, save);
  const chip = screen.getByRole<HTMLButtonElement>('button');
  await userEvent.click(chip);
  expect(chip.textContent).toContain('Could not be loaded. Try again');
  await userEvent.click(chip);
  expect(save).toHaveBeenCalledTimes(2);
});

it.each([
  ['another place', { fileId: 'f-1', url: 'https://files.example/2026/shops.csv' }],
  ["another file's address", { fileId: 'f-1', url: `${API}/f-2/content` }],
])('leaves a file at %s to the browser', (_, handle) => {
  show(handle);
  expect(screen.getByRole('link').getAttribute('href')).toBe(handle.url);
  expect(screen.queryByRole('button')).toBeNull();
});

it('shows a file without an address, or with a hostile one, as text', () => {
  show({ fileId: 'f-1' });
  show({ fileId: 'f-1', url: 'javascript:alert(1)//files/f-1/content' });
  expect(screen.queryByRole('link')).toBeNull();
});
