// Four heaps of rubbish, three of them cleared in time and one not: the month of which a leader reads figures
// and briefs. Reported and cleared by real hands.
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import type { Town } from './town.ts';

const GRID = '990101.001.001.001';
/** Rubbish, which the street's sanitation company clears. */
const ITEM = 'E0102.1';

/** Reported and claimed; by whom it is cleared is said later. Sessions end overnight: everyone signs in. */
async function reportRubbish(city: Town, number: number): Promise<string> {
  const inspector = await signedHand(city, 'inspector.district');
  const company = await signedHand(city, 'sanitation.01');
  const before = await inspector.photo(await pictureOf('rubbish', 'before', number));
  const { id } = await inspector.report({
    channel: 'patrol',
    description: `楼道口垃圾堆放 ${number}`,
    itemCode: ITEM,
    point: await placeIn(city, GRID),
    photoIds: [before],
  });
  await company.act(id, 'claim', { personId: company.personId });
  return id;
}

export async function clearRubbish(city: Town, id: string, number: number): Promise<void> {
  const inspector = await signedHand(city, 'inspector.district');
  const dispatcher = await signedHand(city, 'dispatcher.01');
  const company = await signedHand(city, 'sanitation.01');
  const after = await company.photo(await pictureOf('rubbish', 'after', number));
  await company.act(id, 'feed_back', { result: '已清运', photoIds: [after] });
  await inspector.act(id, 'verify', { finding: '现场整洁' });
  await dispatcher.act(id, 'close', { closingCode: 'solved' });
}

/** Three are cleared at this time; the fourth is left, and its id returned. */
export async function fourHeaps(city: Town, clearedAt: string): Promise<string> {
  const ids: string[] = [];
  for (const number of [0, 1, 2, 3]) ids.push(await reportRubbish(city, number));
  await city.at(clearedAt);
  for (const number of [0, 1, 2]) await clearRubbish(city, ids[number] ?? '', number);
  return ids[3] ?? '';
}
