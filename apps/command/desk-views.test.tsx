// @vitest-environment jsdom
// Saved views at the desk: shared with the unit by whoever wants to, removed by whoever may.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { type DeskParts, DeskPartsContext, useDeskParts } from '../../slices/cases/web/desk-parts.ts';
import { SavedViewsMenu } from '../../slices/cases/web/triage-views.tsx';
import { SpeakIn } from '../../ui/words/language.tsx';
import { useDeskViews } from './desk-views.tsx';

/** Saved by somebody who is gone, shared with the unit, and mine to look after. */
const LEFT = {
  id: 'v1', screen: 'cases', name: '老王的视图', query: 'lamp=red', columns: [], share: 'unit',
  sharedWith: '街道中心', owner: '王强', isMine: false, canDelete: true, updatedAt: '2026-11-20T00:00:00.000Z',
};
const OTHERS = { ...LEFT, id: 'v2', name: '别人的视图', canDelete: false };
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (method === 'POST') sent.push(JSON.parse(String(body)));
    // No right to share with the whole area.
    const session = { personId: 'p1', abilities: ['desk.list_views'], posts: [], csrf: 'c' };
    if (url.includes('/api/session')) return Response.json({ session });
    return Response.json(method === 'POST' ? { id: 'v9' } : { views: [LEFT, OTHERS] });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PARTS: DeskParts = {
  useSame: () => [],
  useViews: useDeskViews,
  usePresence: () => [],
  usePresenceLive: () => undefined,
  useRowPresence: () => [],
};

function Views({ at }: { at: string }) {
  const saved = useDeskParts().useViews().views?.find(({ id }) => id === at);
  if (!saved) return null;
  return (
    <SavedViewsMenu view="awaiting" saved={saved} pickView={() => undefined} query={{}} isLost={false} />
  );
}

async function open(at: string, name: string) {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <SessionProvider>
          <DeskPartsContext value={PARTS}>
            <Views at={at} />
          </DeskPartsContext>
        </SessionProvider>
      </SpeakIn>
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: `我的视图：${name}` }));
}

test('a view shared with the unit is kept as shared, whatever rights its owner has in the area', async () => {
  await open('v1', '老王的视图');
  await userEvent.click(screen.getByRole('menuitem', { name: '保存为视图…' }));
  await userEvent.type(screen.getByRole('textbox', { name: '名称' }), '早班');
  // Nothing is offered that the server would refuse.
  expect(screen.queryByRole('option', { name: '本辖区及以下' })).toBeNull();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: '共享给' }), '本单位');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await expect.poll(() => sent).toMatchObject([{ name: '早班', share: 'unit' }]);
});

test('a view left by a colleague is told as shared, and removed by whoever looks after it', async () => {
  await open('v1', '老王的视图');
  expect(screen.getByRole('menuitem', { name: '老王的视图（共享）' })).toBeDefined();
  expect(screen.getByRole('menuitem', { name: '删除视图“老王的视图”' })).toBeDefined();
});

test('a view that is somebody else’s to remove is not offered to be removed', async () => {
  await open('v2', '别人的视图');
  expect(screen.getByRole('menuitem', { name: '别人的视图（共享）' })).toBeDefined();
  expect(screen.queryByRole('menuitem', { name: /删除视图/ })).toBeNull();
});
