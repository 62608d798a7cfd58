// npm run import:district -- FOLDER: brings a real district into the store that the server would open. Reads
// arguments and prints; the work is in db/seed/real. The embedded store must not be in use by a server.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { openServices } from '../apps/server/services.ts';
import { refusals } from '../apps/server/parts.ts';
import { importRealDistrict, type RealDistrict } from '../db/seed/real/import-district.ts';
import { makeLattice } from '../db/seed/real/lattice.ts';
import { readFolder } from '../db/seed/real/read-folder.ts';
import { type Language, tellFolder, tellRefusedImport, tellReport } from '../db/seed/real/tell-import.ts';
import { tellRefusal } from '../kernel/refusal.ts';
import { systemClock } from '../platform/server/clock/clock.ts';
import { ConfigError, readConfig } from '../platform/server/config/config.ts';
import { StoreLockedError } from '../platform/server/db/store-lock.ts';
import { refusalOf } from '../platform/server/http/problem.ts';
import { createLog } from '../platform/server/log/log.ts';
import { CRS_NAMES, isCrs } from '../kernel/coordinates.ts';
import { argonHasher } from '../slices/people/server/public.ts';
import { ArgumentError, readArguments } from './arguments.ts';

const USAGE = `npm run import:district -- FOLDER [--county 330103] [--name 下城区] [--name-en …] [--crs WGS84]
npm run import:district -- TABLE.csv[.gz] --lattice --county 990201 --name Boston
  FOLDER has streets, communities, grids (needed), district, facilities, and the ground of the map: roads,
  rivers, water, green, buildings, rails (if there are any) as .geojson; district.json beside
  them may say {"code", "name", "nameEn", "crs"}. --lattice draws a regular district around the columns
  lon and lat of a table. --lang zh|en; the store is chosen as for the server:
  DATABASE_URL, DATA_DIR or --data, --store postgres.`;

/** A code that no county has, for a folder that does not say which county it is. */
const NO_COUNTY = '990001';

const VALUES = ['county', 'name', 'name-en', 'crs', 'lang', 'store', 'data'];

class ImportStopped extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines[0]);
    this.lines = lines;
  }
}

type Flags = ReadonlyMap<string, string>;
type Told = Readonly<Partial<Record<'code' | 'name' | 'nameEn' | 'crs', string>>>;

function identity(flags: Flags, told: Told, fallbackName: string) {
  const districtId = flags.get('county') ?? told.code ?? NO_COUNTY;
  if (!/^[0-9]{6}$/.test(districtId)) throw new ArgumentError(`--county is ${districtId}: give six digits`);
  const crs = flags.get('crs') ?? told.crs ?? 'WGS84';
  if (!isCrs(crs)) throw new ArgumentError(`--crs is ${crs}: give ${CRS_NAMES.join(', ')}`);
  const nameEn = flags.get('name-en') ?? told.nameEn;
  const name = flags.get('name') ?? told.name ?? fallbackName;
  return { districtId, name, crs, ...(nameEn === undefined ? {} : { nameEn }) };
}

interface RawFeature {
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: unknown;
}
const featuresOf = (collection: unknown): readonly RawFeature[] => {
  const { features } = (collection ?? {}) as { features?: unknown };
  return Array.isArray(features) ? (features as RawFeature[]) : [];
};

function fromFolder(path: string, flags: Flags, lang: Language): RealDistrict {
  const read = readFolder(path);
  if (!read.isRead) throw new ImportStopped(tellFolder(read.faults, lang));
  const { folder } = read;
  const about = join(path, 'district.json');
  const told = existsSync(about) ? (JSON.parse(readFileSync(about, 'utf8')) as Told) : {};
  const { district, streets, communities, grids, facilities, ...ground } = folder.files;
  const order: RealDistrict = {
    ...identity(flags, told, folder.name),
    source: folder.name,
    areasDigest: folder.areasDigest,
    ...(district === undefined ? {} : { district }),
    streets,
    communities,
    grids,
    ...(facilities === undefined
      ? {}
      : {
          facilities: featuresOf(facilities).map(({ properties, geometry }) => ({
            fields: properties ?? {},
            geometry,
          })),
        }),
    ground,
  };
  return order;
}

function fromTable(path: string, flags: Flags): RealDistrict {
  const bytes = readFileSync(resolve(path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  const points = rows.flatMap(({ lon, lat }) => {
    const point = { lon: Number(lon), lat: Number(lat) };
    return lon && lat && Number.isFinite(point.lon + point.lat) ? [point] : [];
  });
  const who = identity(flags, {}, basename(path).replace(/\..*$/, ''));
  const lattice = makeLattice(points, who.name);
  if (!lattice) throw new ImportStopped([`${path} has no row with lon and lat`]);
  const areasDigest = createHash('sha256').update(JSON.stringify(lattice)).digest('hex').slice(0, 16);
  return { ...who, source: `lattice around ${basename(path)}`, areasDigest, ...lattice };
}

async function run(args: readonly string[]): Promise<void> {
  const { words, flags } = readArguments(args, { values: VALUES, switches: ['lattice', 'help'] });
  const [path] = words;
  if (path === undefined || flags.has('help')) throw new ArgumentError(USAGE);
  const lang: Language = flags.get('lang') === 'en' ? 'en' : 'zh';
  const order = flags.has('lattice') ? fromTable(path, flags) : fromFolder(path, flags, lang);
  const storeFlags = ['store', 'data'].flatMap((name) =>
    flags.has(name) ? [`--${name}=${flags.get(name)}`] : [],
  );
  const services = await openServices({
    config: readConfig(process.env, storeFlags),
    log: createLog('warn'),
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    onProgress: (progress) => console.log(`· ${progress}`),
  });
  try {
    const parts = {
      database: services.database,
      cipher: services.people.cipher,
      hasher: argonHasher(),
      random: (bytes: number) => randomBytes(bytes),
    };
    console.log(`${order.name} ${order.districtId} (${order.crs}) · ${services.storeWords}`);
    const report = await importRealDistrict(parts, order);
    for (const line of tellReport(report, lang)) console.log(line);
  } catch (error) {
    const refusal = refusalOf(error);
    const told = refusal && refusals[refusal.code];
    throw refusal && told
      ? new ImportStopped(tellRefusedImport(refusal, tellRefusal(told, refusal.data, lang), lang))
      : error;
  } finally {
    await services.close();
  }
}

run(process.argv.slice(2)).catch((error: Error) => {
  const isTold = [ArgumentError, ConfigError, StoreLockedError].some((kind) => error instanceof kind);
  if (error instanceof ImportStopped) for (const line of error.lines) console.error(line);
  else console.error(isTold ? error.message : error);
  process.exit(1);
});
