// @vitest-environment jsdom
// An export goes to disk as it comes where the browser can, and is handed over whole where it can't.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { ExportMenu } from './export-menu.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
// The menu looks for its rows by it, and this document has none.
beforeEach(() => vi.stubGlobal('CSS', { escape: (words: string) => words }));

/** A disk: what has been written, and whether the file is whole, was broken off, or taken away. */
function makeDisk(sizeBefore = 0) {
  const disk = { pieces: [] as string[], end: 'open' };
  const words = new TextDecoder();
  const handle = {
    getFile: async () => ({ size: sizeBefore }),
    remove: async () => {
      disk.end += ', removed';
    },
    createWritable: async () =>
      new WritableStream<Uint8Array>({
        write: (piece) => void disk.pieces.push(words.decode(piece)),
        close: () => {
          disk.end = 'whole';
        },
        abort: () => {
          disk.end = 'broken off';
        },
      }),
  };
  vi.stubGlobal('showSaveFilePicker', async () => handle);
  return disk;
}

/** The export's door, whose pieces the test hands out. */
function openDoor(progress: object = { written: 1, isMore: false }) {
  let hand: ReadableStreamDefaultController<Uint8Array> | undefined;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!String(input).includes('/export.csv')) return Response.json(progress);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        hand = controller;
        init?.signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
      },
    });
    const headers = { 'x-export-id': 'e1', 'x-export-total': '2' };
    return new Response(body, { headers: { ...headers, 'content-disposition': 'filename="cases.csv"' } });
  });
  const send = (words: string) => hand?.enqueue(new TextEncoder().encode(words));
  return { send, end: () => hand?.close() };
}

async function begin() {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ExportMenu view={{}} />
      <ToastRegion />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: '导出' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /CSV/ }));
}

test('whoever closes the dialog that asks where to has begun nothing, and is told nothing', async () => {
  const pick = vi.fn(async () => {
    throw new DOMException('', 'AbortError');
  });
  vi.stubGlobal('showSaveFilePicker', pick);
  await begin();
  await waitFor(() => expect(pick).toHaveBeenCalledOnce());
  expect(await screen.findByRole('button', { name: '导出' })).toBeTruthy();
  expect(screen.queryByText('已停止导出')).toBeNull();
});

test('each piece is on disk before the next has come, and the file is whole at the end', async () => {
  const disk = makeDisk();
  const door = openDoor();
  await begin();
  expect(await screen.findByRole('progressbar', { name: '导出' })).toBeTruthy();
  door.send('一');
  await waitFor(() => expect(disk.pieces).toEqual(['一']));
  expect(disk.end).toBe('open');
  door.send('二');
  door.end();
  await waitFor(() => expect([disk.pieces, disk.end]).toEqual([['一', '二'], 'whole']));
});

test('stopped half way, nothing of it stays; a file that was there before is left as it was', async () => {
  for (const [sizeBefore, end] of [[0, 'broken off, removed'], [9, 'broken off']] as const) {
    const disk = makeDisk(sizeBefore);
    const door = openDoor();
    await begin();
    await screen.findByRole('progressbar', { name: '导出' });
    door.send('一');
    await waitFor(() => expect(disk.pieces).toEqual(['一']));
    await userEvent.click(screen.getByRole('button', { name: /停止|取消/ }));
    await waitFor(() => expect(disk.end).toBe(end));
    cleanup();
  }
});

test('a browser that can’t write files is handed the whole one', async () => {
  vi.stubGlobal('showSaveFilePicker', undefined);
  const urls = vi.fn(() => 'blob:cases');
  Object.assign(URL, { createObjectURL: urls, revokeObjectURL: vi.fn() });
  const names: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    names.push(this.download);
  });
  const door = openDoor();
  await begin();
  await screen.findByRole('progressbar', { name: '导出' });
  door.send('一');
  expect(urls).not.toHaveBeenCalled();
  door.end();
  await waitFor(() => expect(click).toHaveBeenCalledOnce());
  click.mockRestore();
  expect(names).toEqual([expect.stringMatching(/^案件-\d{8}-\d{4}\.csv$/)]);
});

test('a file is called the same where the browser asks where to and where it is handed over', async () => {
  const pick = vi.fn(async (_: { suggestedName: string }) => {
    throw new DOMException('', 'AbortError');
  });
  vi.stubGlobal('showSaveFilePicker', pick);
  await begin();
  await waitFor(() => expect(pick).toHaveBeenCalledOnce());
  expect(pick.mock.calls[0]?.[0].suggestedName).toMatch(/^案件-\d{8}-\d{4}\.csv$/);
});

test('where the server that wrote it is gone, the words say so while the browser still waits', async () => {
  makeDisk();
  openDoor({ written: 1, isMore: false, ending: 'failed' });
  await begin();
  expect(await screen.findByText('导出没有完成，请重试。')).toBeTruthy();
});

test('a disk that is full is told with the way on', async () => {
  const full = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const disk = makeDisk();
  const { showSaveFilePicker: pick } = globalThis as unknown as { showSaveFilePicker: () => Promise<object> };
  const handle = await pick();
  const createWritable = async () => new WritableStream({ write: full });
  vi.stubGlobal('showSaveFilePicker', async () => ({ ...handle, createWritable }));
  const door = openDoor();
  await begin();
  await screen.findByText(/^正在导出 1 \/ 2 件/);
  door.send('一');
  expect(await screen.findByText(/^文件没有写成：磁盘可能已满/)).toBeTruthy();
  expect(disk.end).toBe('open, removed');
});
