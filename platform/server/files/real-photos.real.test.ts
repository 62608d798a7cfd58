// Photos as cameras really write them. They may not be shipped: see docs/TESTING.md on tests over real data.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { REAL_DATA_FOLDER } from '../db/real-data.ts';
import { receivePhoto } from './receive-photo.ts';

const photos = join(REAL_DATA_FOLDER, 'photos');

test('real photos are all taken, six know where and when, three are turned upright', async () => {
  const names = readdirSync(photos).sort();
  const facts = { place: 0, time: 0, upright: 0, refused: [] as string[] };
  for (const name of names) {
    const bytes = readFileSync(join(photos, name));
    const photo = await receivePhoto(bytes);
    if (isRefusal(photo)) {
      facts.refused.push(`${name} ${photo.code}`);
      continue;
    }
    const before = await sharp(bytes).metadata();
    const isTurned = (before.orientation ?? 1) >= 5;
    const isTall = photo.height > photo.width;
    expect(isTall, name).toBe(isTurned ? before.width > before.height : before.height > before.width);
    expect((await sharp(photo.full).metadata()).exif, name).toBeUndefined();
    if ((before.orientation ?? 1) > 1) facts.upright += 1;
    if (photo.facts.lon !== undefined) facts.place += 1;
    if (photo.facts.takenAt !== undefined) facts.time += 1;
    if (name.startsWith('gps-')) {
      // Arezzo, October 2008.
      expect(photo.facts.lon, name).toBeCloseTo(11.88, 1);
      expect(photo.facts.lat, name).toBeCloseTo(43.46, 1);
      expect(new Date(photo.facts.takenAt ?? 0).getUTCFullYear(), name).toBe(2008);
    }
  }
  expect(facts).toMatchObject({ place: 6, upright: 3, refused: [] });
  expect(facts.time).toBeGreaterThanOrEqual(6);
});
