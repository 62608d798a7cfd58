// @vitest-environment jsdom
// The survey under a thumb: what was told stays under it, so that a second tap says nothing of another thing.
import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { FieldSurvey } from './field-survey.tsx';

// How long a screen takes is measured elsewhere.
configure({ asyncUtilTimeout: 15_000 });

afterEach(async () => {
  cleanup();
  await outbox.belongTo(undefined, false);
  pocket.close();
  vi.unstubAllGlobals();
});

const GRID = '500151.001.001.001';
const node = (path: string, level: string, children: unknown[]) => ({
  path, level, children, code: path.replaceAll('.', ''), name: path, nameEn: null,
});
const TREE = node('500151', 'district', [
  node('500151.001', 'street', [node('500151.001.001', 'community', [node(GRID, 'grid', [])])]),
]);
const lamp = (n: number) => ({
  id: `019a0000-0000-7000-8000-00000000000${n}`,
  code: `500151010200000${n}`,
  classCode: '0102',
  name: `灯 ${n}`,
  condition: 'intact',
  seenAt: null,
  lon: 106.001 + n * 1e-3,
  lat: 29.8,
});
const replyWith = (lamps: readonly number[]) => ({ path }: { readonly path: string }) => {
  if (path.startsWith('/api/areas/tree')) return TREE;
  if (path.endsWith('/in-grid')) return { components: lamps.map(lamp) };
  if (path.endsWith('/rounds')) return { rounds: [] };
  return 'no network';
};
const shownNames = () => screen.getAllByText(/^灯 \d$/).map(({ textContent }) => textContent);

test('a thing that is told of stays where it is; the next one does not come under the thumb', async () => {
  // The test's own window would get buffers of another realm back.
  vi.stubGlobal('structuredClone', <T,>(value: T): T => value);
  await outbox.belongTo(await pocket.open('field-survey', undefined), false);
  showScreen(<FieldSurvey useClasses={() => []} />, {
    role: 'grid_head',
    areaPath: GRID,
    answer: replyWith([1, 2]),
  });
  const seen = async (n: number) =>
    (await screen.findByRole('button', { name: `无变化 灯 ${n}` })) as HTMLButtonElement;
  fireEvent.click(await seen(1));
  await waitFor(async () => expect((await seen(1)).disabled).toBe(true));
  expect(shownNames()).toEqual(['灯 1', '灯 2']);
  expect((await seen(2)).disabled).toBe(false);
  screen.getByText(/还有 1 件未看，共 2 件/);
});

test('one tap puts what is nearest first, and says how far; without leave it says how to go on', async () => {
  const heard: { found?: PositionCallback; failed?: PositionErrorCallback | null } = {};
  const clearWatch = vi.fn();
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    language: 'zh-CN',
    geolocation: {
      watchPosition: (found: PositionCallback, failed: PositionErrorCallback) => {
        Object.assign(heard, { found, failed });
        return 1;
      },
      clearWatch,
    },
  });
  const answer = replyWith([3, 4]);
  showScreen(<FieldSurvey useClasses={() => []} />, { role: 'grid_head', areaPath: GRID, answer });
  await screen.findByText('灯 3');
  expect(heard.found).toBeUndefined();
  fireEvent.click(screen.getByRole('button', { name: '由近到远' }));
  act(() => heard.failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError));
  screen.getByText(/没有定位权限/);
  const coords = { longitude: 106.005, latitude: 29.8, accuracy: 8 };
  act(() => heard.found?.({ coords } as GeolocationPosition));
  expect(shownNames()).toEqual(['灯 4', '灯 3']);
  screen.getByText(/约 \d{2} 米/);
  expect(clearWatch).toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: '按编码' }));
  expect(shownNames()).toEqual(['灯 3', '灯 4']);
});
