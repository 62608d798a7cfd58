// What is replayed in the storm: real events and letters where they are at hand, else letters made up here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RealDistrict } from '../../db/seed/real/import-district.ts';
import { makeLattice } from '../../db/seed/real/lattice.ts';
import { readFolder } from '../../db/seed/real/read-folder.ts';
import { REAL_DATA_FOLDER } from '../../platform/server/db/real-data.ts';

export interface ReplayedFile {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly rows: number | undefined;
  /** Sent by a dispatcher; else as citizens send. */
  readonly isStaff: boolean;
}

export interface ChaosInput {
  readonly words: string;
  readonly district: RealDistrict;
  readonly files: readonly ReplayedFile[];
}

function realInput(letters: number): ChaosInput | undefined {
  const data = REAL_DATA_FOLDER;
  const read = existsSync(join(data, 'zh-grid')) ? readFolder(join(data, 'zh-grid')) : undefined;
  const messages = join(data, 'zh-messages', 'hot_messages.csv.gz');
  if (!read?.isRead || !existsSync(messages)) return undefined;
  const { files, areasDigest, name } = read.folder;
  const { streets, communities, grids } = files;
  return {
    words: `a real district, its events and ${letters} letters`,
    district: {
      districtId: '330103',
      name: '下城区',
      crs: 'WGS84',
      source: name,
      areasDigest,
      streets,
      communities,
      grids,
    },
    files: [
      {
        format: 'grid-events',
        bytes: readFileSync(join(data, 'zh-grid', 'events.json')),
        rows: undefined,
        isStaff: false,
      },
      { format: 'messages', bytes: readFileSync(messages), rows: letters, isStaff: true },
    ],
  };
}

const WHAT = ['垃圾成堆没人清', '路灯不亮', '井盖丢失', '工地半夜施工', '电动车乱停', '下水道堵塞返水'];

function inventedInput(letters: number): ChaosInput {
  const lattice = makeLattice(
    [
      { lon: 106, lat: 29.8 },
      { lon: 106.04, lat: 29.83 },
    ],
    '方格',
  );
  if (!lattice) throw new Error('two points make a lattice');
  const rows = Array.from(
    { length: letters },
    (_, at) => `${at},第${at}封,2026-01-01,${WHAT[at % WHAT.length]}`,
  );
  const events = Array.from({ length: 98 }, (_, at) => ({
    text: WHAT[at % WHAT.length],
    place: `${at} 号`,
    lon: 106 + at / 2_500,
    lat: 29.8 + at / 3_500,
  }));
  return {
    words:
      `a lattice, 98 events and ${letters} letters made up for this` +
      ` (no real data in ${REAL_DATA_FOLDER})`,
    district: {
      districtId: '990301',
      name: '方格区',
      crs: 'WGS84',
      source: 'chaos',
      areasDigest: 'one',
      ...lattice,
    },
    files: [
      { format: 'grid-events', bytes: Buffer.from(JSON.stringify(events)), rows: undefined, isStaff: false },
      {
        format: 'messages',
        bytes: gzipSync(`id,title,time,text\n${rows.join('\n')}\n`),
        rows: letters,
        isStaff: true,
      },
    ],
  };
}

export const chaosInput = (letters: number): ChaosInput => realInput(letters) ?? inventedInput(letters);
