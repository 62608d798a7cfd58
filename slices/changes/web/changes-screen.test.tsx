// @vitest-environment jsdom
// The record of changes as an administrator reads it.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import type { ChangeLine } from '../core/contract.ts';
import { ChangesView } from './changes-screen.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const line = (id: string, byName: string, kind: string): ChangeLine => ({
  id, areaPath: '990101', operation: 'basemap.manage_sources', byName, byPersonId: null, why: null,
  title: { zh: '添加外部底图', en: 'added' }, subject: { kind, id, name: '天地图影像' }, changedAt: 0,
  facts: [{
    name: { zh: '服务器', en: 'server' }, before: null,
    after: { zh: 'tiles.example.org', en: 'tiles.example.org' },
  }],
  secondPersonId: null, secondName: null,
});

test('what the product set up itself is the system’s; a base map leads to its screen', async () => {
  const changes = [line('1', 'system:seed', 'basemap'), line('2', '毛成', 'basemap')];
  vi.stubGlobal('fetch', async () => Response.json({ changes, isMore: false, operations: [] }));
  const Screen = () => <ChangesView hrefOf={({ kind }) => `/to/${kind}`} />;
  history.replaceState(null, '', '/command/changes');
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Router
          base="/command"
          routes={[{ path: '/changes', title: 't', screen: Screen }]}
          name="t"
          loading=""
          notFound=""
          frame={(page) => page}
        />
      </SpeakIn>
    </QueryClientProvider>,
  );
  expect(await screen.findByText('变更人 系统')).toBeTruthy();
  expect(screen.getByText('变更人 毛成')).toBeTruthy();
  expect(document.body.textContent).not.toContain('system:');
  expect(screen.getAllByRole('link', { name: '天地图影像' })[0]?.getAttribute('href')).toBe('/to/basemap');
});
