// What the public code shows: the reporter's own pictures and the unit's, who must act, and the lamp;
// never another reporter's pictures or rating.
import { expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { actOnCase } from './act-on-case.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict } from './test-district.ts';
import { trackCase } from './track-case.ts';

const store = testDatabase('2026-08-05T12:08:00+08:00');
const own = '01890000-0000-7000-8000-000000009991';
const after = '01890000-0000-7000-8000-000000009992';

test('the reporter sees both pictures and the rating, whoever joined the unit’s alone', async () => {
  const city = await makeDistrict(store.database, '500151');
  for (const id of [own, after]) await keepPhoto(store.database, id);
  await keepPhoto(store.database, own);
  await keepPhoto(store.database, after);
  const dispatcher = city.actor(3, 'dispatcher', 'centre', '.001');
  const handler = city.actor(5, 'handler', 'sanitation', '.001');
  const act = (actor: Actor, caseId: string, action: string, body: object = {}) =>
    store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body: { ...body } }));
  const track = (code: string | undefined) => store.database.read((tx) => trackCase(tx, code ?? ''));
  const { id, publicCode } = await store.database.read((tx) =>
    reportCase(
      tx,
      { kind: 'public' },
      {
        body: {
          channel: 'citizen',
          description: '楼下建筑垃圾',
          itemCode: city.itemCode,
          point: city.inGridA,
          photoIds: [own],
        },
      },
    ),
  );
  expect(await track(publicCode)).toMatchObject({
    isOpen: true,
    lamp: 'green',
    holderName: city.unit('centre', '.001').name,
    steps: [{ action: 'report', body: { photoIds: [own] } }],
  });
  const joined = await act({ kind: 'public' }, id, 'join', { words: '我也看到了' });
  await act(dispatcher, id, 'accept');
  await act(dispatcher, id, 'dispatch');
  await act(handler, id, 'claim', { personId: handler.personId });
  expect(await track(publicCode)).toMatchObject({ holderName: city.unit('sanitation', '.001').name });
  await act(handler, id, 'feed_back', { result: '已清运', photoIds: [after] });

  const picturesOf = async (code: string | undefined) =>
    (await track(code)).steps.flatMap((step) => (step.body['photoIds'] as string[] | undefined) ?? []);
  expect(await picturesOf(publicCode)).toEqual([own, after]);
  expect(await picturesOf(joined.publicCode)).toEqual([after]);
  const inspector = city.actor(1, 'inspector', 'centre', '', '.001.001.001');
  await act(inspector, id, 'verify', { finding: '已恢复', photoIds: [after] });
  await act(dispatcher, id, 'close', { closingCode: 'solved' });
  const ended = { isOpen: false, lamp: null, holderName: null };
  expect(await track(publicCode)).toMatchObject({ ...ended, rating: null });
  await act({ kind: 'reporter', caseId: id }, id, 'rate', { score: 4, isSatisfied: true });
  expect(await track(publicCode)).toMatchObject({ ...ended, rating: { score: 4, isSatisfied: true } });
  expect(await track(joined.publicCode)).toMatchObject({ ...ended, rating: null });
});
