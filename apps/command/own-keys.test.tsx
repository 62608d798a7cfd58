// @vitest-environment jsdom
// The sheet of keys on screens beside the desk: what it tells, and whose keys it changes.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../platform/web/api/query-client.ts';
import { useKeys } from '../../platform/web/keys/use-keys.ts';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { DeskKeyHint, useOwnKeys } from '../../slices/cases/web/key-caps.tsx';
import { keyOf } from '../../slices/cases/web/key-map.ts';
import { ANYWHERE_KEYS, LIST_KEYS, MAP_KEYS } from '../../slices/cases/web/screen-keys.ts';
import { DESK_KEYS, type DeskKey } from '../../slices/cases/web/triage-keys.ts';
import { SpeakIn } from '../../ui/words/language.tsx';
import { KeySheetWay, OwnKeys } from './own-keys.tsx';

const SOON = { timeout: 10_000 };
let kept: Record<string, unknown> = {};
const accept = vi.fn();

beforeEach(() => {
  kept = {};
  accept.mockClear();
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (method === 'PUT') kept = { ...kept, ...(JSON.parse(String(body)) as object) };
    const session = { personId: 'p1', abilities: ['desk.read_preferences'], posts: [], csrf: 'c' };
    return Response.json(url.includes('/api/session') ? { session } : kept);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Screen() {
  const { map } = useOwnKeys();
  useKeys({ [keyOf(map, 'accept') ?? '']: { run: accept } });
  return <p data-testid="hint"><DeskKeyHint id="accept" /></p>;
}

function show(rows: readonly DeskKey[]) {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <OwnKeys>
            {(sheet) => (
              <>
                <Screen />
                <KeySheetWay rows={rows} sheet={sheet} />
              </>
            )}
          </OwnKeys>
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
}

test('? tells the keys of the list on the list, of the map on the map, and those of every screen', () => {
  show([...LIST_KEYS, ...ANYWHERE_KEYS]);
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  expect(screen.getByText('全选已列出的案件')).toBeDefined();
  expect(screen.getByText('命令面板')).toBeDefined();
  expect(screen.queryByText('闭合并按此圈选')).toBeNull();
  cleanup();
  show([...MAP_KEYS, ...ANYWHERE_KEYS]);
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  expect(screen.getByText('闭合并按此圈选')).toBeDefined();
});

async function change(what: RegExp) {
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
  fireEvent.click(await screen.findByRole('button', { name: '更改按键' }, SOON));
  fireEvent.click(screen.getByRole('button', { name: what }));
  return screen.getByRole('button', { name: '按键…' });
}

test('a key moved to a chord acts with single keys off; a chord of the browser is refused', async () => {
  kept = { singleKeys: true };
  show(DESK_KEYS);
  let waiting = await change(/更改“受理并按拟派单位派遣”的按键/);
  fireEvent.keyDown(waiting, { key: 'w', code: 'KeyW', ctrlKey: true });
  expect(screen.getByText(/Ctrl\+W 由浏览器使用/)).toBeDefined();
  waiting = screen.getByRole('button', { name: '按键…' });
  fireEvent.keyDown(waiting, { key: 'D', code: 'KeyD', ctrlKey: true, shiftKey: true });
  await expect.poll(() => kept, SOON).toMatchObject({ keys: { accept: 'Ctrl+Shift+d' } });
  fireEvent.click(screen.getByRole('checkbox', { name: '单键快捷键' }));
  fireEvent.click(screen.getByRole('button', { name: /关闭/ }));
  await expect.poll(() => screen.queryByRole('dialog'), SOON).toBeNull();
  expect(screen.getByTestId('hint').textContent).toBe('Ctrl+Shift+D');
  fireEvent.keyDown(document.body, { key: 'a' });
  expect(accept).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'D', code: 'KeyD', ctrlKey: true, shiftKey: true });
  expect(accept).toHaveBeenCalledOnce();
});
