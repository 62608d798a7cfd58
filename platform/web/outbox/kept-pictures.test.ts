// Pictures of unfinished work: written once, and again and again while the phone has no room for them.
import { beforeEach, expect, test, vi } from 'vitest';
import { kept } from './kept.ts';
import { findPicture, forgetPicture, keepPicture, pictureName } from './kept-pictures.ts';
import { MemoryPocket } from './memory-pocket.ts';
import { PocketFull } from './pocket.ts';

const bytes = new TextEncoder().encode('JPEG').buffer;
const state = { isFull: false, writes: 0 };

class SmallPocket extends MemoryPocket {
  override async put(...all: Parameters<MemoryPocket['put']>): Promise<void> {
    state.writes += 1;
    if (state.isFull) throw new PocketFull('full');
    await super.put(...all);
  }
}
let pocket: SmallPocket;

beforeEach(() => {
  Object.assign(state, { isFull: false, writes: 0 });
  pocket = new SmallPocket('lilei', new Map());
  kept.keepIn(() => pocket);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
});

test('a picture is written once, however often the words beside it change', async () => {
  for (let letter = 0; letter < 5; letter += 1) await keepPicture('a', bytes);
  expect([state.writes, await pocket.ids('draft')]).toEqual([1, [pictureName('a')]]);
  await forgetPicture('a');
  expect(await findPicture('a')).toBeUndefined();
});

test('what a full phone refused is in sight meanwhile, and on the phone once there is room', async () => {
  state.isFull = true;
  await keepPicture('b', bytes);
  expect([await findPicture('b'), await pocket.ids('draft')]).toEqual([bytes, []]);
  state.isFull = false;
  await keepPicture('b', bytes);
  expect(await pocket.ids('draft')).toEqual([pictureName('b')]);
});
