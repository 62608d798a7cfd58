// A real district of 6 streets, 54 communities and 202 grids is brought in, once and again.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeCipher } from '../../../platform/server/crypto/fake.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { argonHasher } from '../../../slices/people/server/public.ts';
import { importRealDistrict, type RealDistrict } from './import-district.ts';
import { readFolder } from './read-folder.ts';
import { tellFolder } from './tell-import.ts';

const store = testDatabase();

test('a district of 202 grids and 504 things comes in, every oddity told; again it is nothing', async () => {
  const read = readFolder(join(REAL_DATA_FOLDER, 'zh-grid'));
  if (!read.isRead) throw new Error(tellFolder(read.faults, 'en').join('\n'));
  const { files, areasDigest, name } = read.folder;
  const { features } = files.facilities as {
    features: { properties: Record<string, unknown>; geometry: unknown }[];
  };
  const real: RealDistrict = {
    districtId: '330103',
    name: '下城区',
    crs: 'WGS84',
    source: name,
    areasDigest,
    streets: files.streets,
    communities: files.communities,
    grids: files.grids,
    facilities: features.map(({ properties, geometry }) => ({ fields: properties, geometry })),
  };
  const bring = () =>
    importRealDistrict(
      {
        database: store.database,
        cipher: fakeCipher,
        hasher: argonHasher({ memoryKib: 64, passes: 1 }),
        random: (bytes) => new Uint8Array(bytes).map((_, i) => i * 7),
      },
      real,
    );
  const first = await bring();
  expect(first.areas).toEqual({ isNew: true, streets: 6, communities: 54, grids: 202 });
  // Everyone's unit has somebody; an administrator, and an inspector in each community, come on top.
  expect(first.signIns).toHaveLength(first.unitsAdded + 1 + 54);
  expect(first.facilities).toMatchObject({ added: 504, refused: [] });
  expect(first.facilities?.outside).toHaveLength(1);
  expect(first.repeatedNumbers.reduce((sum, one) => sum + one.things, 0)).toBeGreaterThan(300);
  expect(await bring()).toMatchObject({ hasChanged: false, facilities: { unchanged: 504 } });
});
