// @vitest-environment jsdom
// An administrator adds a base map of others from a server that nobody allowed, and is told why not.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { AddBasemap } from './add-basemap.tsx';
import { SourceFacts } from './source-facts.tsx';

afterEach(cleanup);

test('a server that the operator does not allow is explained, and what was typed stays', async () => {
  const detail = '服务器 maps.example 不在允许名单内（现有：t0.tianditu.gov.cn）。';
  const problem = { code: 'basemap.source_host', status: 422, detail, data: {}, retryable: false };
  const headers = { 'content-type': 'application/problem+json' };
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body));
    return new Response(JSON.stringify(problem), { status: 422, headers });
  });
  const onAdded = vi.fn();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <AddBasemap districtId="500151" onAdded={onAdded} />
    </QueryClientProvider>,
  );
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  type('名称', '街道图');
  type('英文名称', 'Streets');
  type('图上的版权说明', '© 街道图');
  type('服务类型', 'wms');
  type('坐标系', 'GCJ02');
  const address = 'https://maps.example/wms?BBOX={bbox}';
  type('图块地址模板', address);
  fireEvent.click(screen.getByRole('button', { name: '添加底图' }));
  expect(await screen.findByText(detail)).toBeTruthy();
  expect(sent).toMatchObject([{ kind: 'wms', crs: 'GCJ02', address, minZoom: 7, maxZoom: 18 }]);
  expect(screen.getByLabelText<HTMLTextAreaElement>('图块地址模板').value).toBe(address);
  expect(onAdded).not.toHaveBeenCalled();
});

test('a base map is there since the day that the district had, not that of Greenwich', () => {
  const source = {
    id: 's1', name: '街道图', nameEn: 'Streets', kind: 'wmts', crs: 'WGS84', address: 'https://a/', minZoom: 7,
    maxZoom: 18, attribution: '© 街道图', addedAt: '2026-11-22T23:51:00Z', endedAt: '2026-12-01T16:00:00Z',
  } as const;
  render(
    <SpeakIn language="zh">
      <SourceFacts source={source} />
    </SpeakIn>,
  );
  expect(screen.getByText('2026-11-23 添加')).toBeTruthy();
  expect(screen.getByText(/2026-12-02/)).toBeTruthy();
});
