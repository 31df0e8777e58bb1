import { cleanup, createEvent, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { showChat } from '../ui/testing';
import { box, button, showComposer } from './testing/showComposer';

afterEach(cleanup);

describe('files', () => {
  const csv = (name: string) => new File(['a'], name, { type: 'text/csv' });
  const api = {
    upload: ({ form }: { form: FormData }) => {
      const file = form.get('file');
      return Promise.resolve({ fileId: file instanceof File ? file.name : '' });
    },
  };
  const paste = (text: string, files: readonly File[]) => {
    const event = createEvent.paste(box(), { clipboardData: { getData: () => text, files } });
    fireEvent(box(), event);
    return event.defaultPrevented;
  };
  const drag = (type: 'dragEnter' | 'drop', files: readonly File[]) => {
    fireEvent[type](document.body, { dataTransfer: { types: ['Files'], files } });
  };

  it('are picked, dropped anywhere and pasted, up to the limit', async () => {
    const { sent } = showComposer({ api });
    drag('dragEnter', []);
    expect(screen.getByText('Drop files to attach them')).toBeTruthy();
    drag('drop', [csv('a.csv')]);
    expect(screen.queryByText('Drop files to attach them')).toBeNull();
    expect(paste('', [csv('b.csv'), csv('c.csv')])).toBe(true);
    expect(screen.getByRole('alert').textContent).toContain('at most 2 files');
    await userEvent.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
    await waitFor(() => {
      expect(screen.queryByRole('progressbar')).toBeNull();
    });
    await userEvent.type(box(), 'x{Enter}');
    expect(sent[0]?.extras.files).toEqual([{ fileId: 'a.csv' }, { fileId: 'b.csv' }]);
  });

  it('hold sending back while they are on their way', async () => {
    const { calls } = showComposer();
    paste('', [csv('a.csv')]);
    expect(screen.getByRole('progressbar', { name: 'a.csv' })).toBeTruthy();
    await userEvent.type(box(), 'x{Enter}');
    expect(button('Send').disabled).toBe(true);
    expect(calls).toEqual([]);
    await userEvent.click(button('Cancel uploading a.csv'));
    await userEvent.type(box(), '{Enter}');
    expect(calls).toEqual([['send', 'x']]);
  });

  it('beside pasted text are only its picture', () => {
    showComposer();
    expect(paste('a\tb', [new File([''], 'cells.png', { type: 'image/png' })])).toBe(false);
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull();
  });

  it('are not taken where the host allows none, but do not replace the page either', () => {
    showChat();
    const event = createEvent.drop(document.body, {
      dataTransfer: { types: ['Files'], files: [csv('a.csv')] },
    });
    fireEvent(document.body, event);
    expect(event.defaultPrevented).toBe(true);
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull();
    expect(paste('', [csv('a.csv')])).toBe(false);
  });

  it('turn long pasted text into a reference that can be removed', async () => {
    const { composer: controller } = showComposer();
    expect(paste('x'.repeat(5_000), [])).toBe(false);
    expect(paste('x'.repeat(5_001), [])).toBe(true);
    expect(controller.store.getState().draft).toMatchObject({
      text: '',
      references: [{ type: 'quote', source: 'Pasted text' }],
    });
    expect(button('Send').disabled).toBe(false);
    await userEvent.click(button('Remove the reference Pasted text'));
    expect(button('Send').disabled).toBe(true);
  });
});
