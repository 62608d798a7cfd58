// Brings a real district in: boundaries, calendar, units, lists, first sign-ins, things. Each part is one
// transaction and looks first at what is there, so that a run that was cut short is finished by the next, and
// the same files a second time change nothing. Nothing faulty is stored; every fault comes back.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import type { AreaNode } from '../../../slices/areas/server/public.ts';
import { areaTree, findVersionInForce, importDistrict } from '../../../slices/areas/server/public.ts';
import type { BaseClass } from '../../../slices/basemap/core/base-feature.ts';
import { type BaseImported, importBaseFeatures } from '../../../slices/basemap/server/public.ts';
import { seedCalendar } from '../../../slices/calendar/server/public.ts';
import { catalogueInForce, seedDefaultCatalogue } from '../../../slices/catalogue/server/public.ts';
import { importComponents, type SourceRow } from '../../../slices/components/server/public.ts';
import {
  createPeople,
  createUnits,
  givePosts,
  type PasswordHasher,
  unitDirectory,
} from '../../../slices/people/server/public.ts';
import { localDate } from '../../../kernel/instant.ts';
import { classWords } from './class-words.ts';
import { firstSignIns, type FirstSignIn } from './default-staff.ts';
import { type PlainUnit, plainUnits } from './default-units.ts';
import { GROUND } from './read-folder.ts';

export type GroundFile = (typeof GROUND)[number];

const IMPORT = { kind: 'system', name: 'import' } as const;
const BY = 'system:import';

export interface RealDistrict {
  readonly districtId: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly crs: Crs;
  /** Where the files come from, for people. */
  readonly source: string;
  /** Of the files that draw areas. */
  readonly areasDigest: string;
  readonly district?: unknown;
  readonly streets: unknown;
  readonly communities: unknown;
  readonly grids: unknown;
  /** Rows of the register of things, where there is one. */
  readonly facilities?: readonly SourceRow[];
  /** GeoJSON of the ground by the name of its file, where there are such files. */
  readonly ground?: Readonly<Partial<Record<GroundFile, unknown>>>;
}

export interface ImportParts {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly hasher: PasswordHasher;
  readonly random: (bytes: number) => Uint8Array;
}

type Facilities = Awaited<ReturnType<typeof importComponents>>;

export interface ImportReport {
  readonly areas: {
    readonly isNew: boolean;
    readonly streets: number;
    readonly communities: number;
    readonly grids: number;
  };
  readonly unitsAdded: number;
  readonly catalogue: { readonly isNew: boolean; readonly items: number; readonly pairs: number };
  readonly signIns: readonly FirstSignIn[];
  readonly facilities: Facilities | undefined;
  /** The words the register uses for its classes, with the class each was taken for. */
  readonly classesRead: Readonly<Record<string, string>>;
  /** Numbers that several things of one class bear in the register: each got a code of its own. */
  readonly repeatedNumbers: readonly { readonly number: string; readonly things: number }[];
  /** What each file of the ground brought. */
  readonly ground: Readonly<Partial<Record<GroundFile, BaseImported>>>;
  readonly hasChanged: boolean;
}

const mark = (order: RealDistrict): string => `${order.source} · ${order.areasDigest} · ${order.crs}`;

/** True where the boundaries are new. The same files, name and coordinate system are the same version. */
async function bringAreas(tx: Tx, order: RealDistrict): Promise<boolean> {
  await seedCalendar(tx, order.districtId);
  const version = await findVersionInForce(tx, order.districtId);
  if (version?.source === mark(order)) return false;
  const { districtId, name, nameEn, crs, district, streets, communities, grids } = order;
  orRefuse(
    await importDistrict(
      tx,
      {
        districtId,
        name,
        ...(nameEn === undefined ? {} : { nameEn }),
        crs,
        source: mark(order),
        ...(district === undefined ? {} : { district: { geojson: district } }),
        streets: { geojson: streets },
        communities: { geojson: communities, properties: { parent: 'street_code' } },
        grids: { geojson: grids },
      },
      BY,
    ),
  );
  return true;
}

/** Units that are not there yet, by their code; an office's own units stay as they are. */
async function bringUnits(tx: Tx, tree: AreaNode): Promise<PlainUnit[]> {
  const known = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === tree.path);
  const ids = new Map(known.map((unit) => [unit.code, unit.id]));
  const taken = new Set(known.filter((unit) => unit.kind === 'centre').map((unit) => unit.areaPath));
  const wanted = plainUnits(tree).filter(
    (unit) => !ids.has(unit.code) && !(unit.kind === 'centre' && taken.has(unit.areaPath)),
  );
  for (const unit of wanted) ids.set(unit.code, tx.ids.next());
  if (wanted.length === 0) return [];
  await createUnits(
    tx,
    IMPORT,
    wanted.map((unit) => {
      const parentId = unit.parentCode === undefined ? undefined : ids.get(unit.parentCode);
      const { code, name, nameEn, kind, specialty, areaPath } = unit;
      return {
        id: ids.get(code) ?? tx.ids.next(),
        districtId: tree.path,
        code,
        name,
        nameEn,
        kind,
        specialty,
        areaPath,
        serves: [areaPath],
        ...(parentId === undefined ? {} : { parentId }),
      };
    }),
  );
  return wanted;
}

interface Hashed {
  readonly signIn: FirstSignIn;
  readonly passwordHash: string;
}

/** One after the other: hashing is slow on purpose and takes memory. */
async function hashAll(hasher: PasswordHasher, signIns: readonly FirstSignIn[]): Promise<Hashed[]> {
  const hashed: Hashed[] = [];
  for (const signIn of signIns) hashed.push({ signIn, passwordHash: await hasher.hash(signIn.password) });
  return hashed;
}

async function bringPeople(
  tx: Tx,
  cipher: Cipher,
  districtId: string,
  hashed: readonly Hashed[],
): Promise<void> {
  if (hashed.length === 0) return;
  const people = await createPeople(
    tx,
    cipher,
    IMPORT,
    hashed.map(({ signIn, passwordHash }) => ({
      name: signIn.name,
      login: signIn.login,
      areaPath: signIn.areaPath,
      passwordHash,
    })),
  );
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === districtId);
  const unitIds = new Map(units.map((unit) => [unit.code, unit.id]));
  await givePosts(
    tx,
    IMPORT,
    hashed.map(({ signIn }, at) => ({
      personId: people[at] ?? '',
      unitId: unitIds.get(signIn.unitCode) ?? '',
      role: signIn.role,
      areaPath: signIn.areaPath,
      fromDate: localDate(tx.now),
      toDate: null,
    })),
  );
}

async function bringCatalogue(tx: Tx, districtId: string): Promise<ImportReport['catalogue']> {
  const inForce = await catalogueInForce(tx, districtId);
  if (!isRefusal(inForce)) return { isNew: false, items: inForce.items().length, pairs: 0 };
  const { audit } = await seedDefaultCatalogue(tx, districtId);
  return { isNew: true, items: audit.items, pairs: audit.pairs };
}

/** Registers name the number of a thing in several ways. */
const NUMBER_NAMES = ['编号', 'bh'];

function withNumber(row: SourceRow): SourceRow {
  const number = NUMBER_NAMES.map((name) => row.fields[name]).find((value) => value !== undefined);
  return number === undefined ? row : { ...row, fields: { ...row.fields, 编号: number } };
}

function repeatedNumbersOf(rows: readonly SourceRow[]) {
  const things = new Map<string, { number: string; things: number }>();
  for (const { fields } of rows) {
    const number = String(fields['编号'] ?? '');
    if (number === '') continue;
    const key = `${String(fields['类别'])} ${number}`;
    things.set(key, { number, things: (things.get(key)?.things ?? 0) + 1 });
  }
  return [...things.values()].filter((one) => one.things > 1);
}

async function bringFacilities(tx: Tx, order: RealDistrict) {
  const inForce = orRefuse(await catalogueInForce(tx, order.districtId));
  const words = classWords(inForce.items());
  const rows = (order.facilities ?? []).map(withNumber);
  const used = [...new Set(rows.map((row) => String(row.fields['类别'] ?? '')))];
  const classesRead = Object.fromEntries(used.flatMap((word) => (words[word] ? [[word, words[word]]] : [])));
  const { districtId, crs, source } = order;
  const facilities = await importComponents(tx, { districtId, rows, crs, classWords: words, source, by: BY });
  return { facilities, classesRead, repeatedNumbers: repeatedNumbersOf(rows) };
}

const CLASS_OF: Readonly<Record<GroundFile, BaseClass>> = {
  roads: 'road',
  rivers: 'water',
  water: 'water',
  green: 'green',
  buildings: 'building',
  rails: 'rail',
};

/** Each file is a source of its own, so that one can be renewed without the others. */
async function bringGround(tx: Tx, order: RealDistrict): Promise<ImportReport['ground']> {
  const brought: Partial<Record<GroundFile, BaseImported>> = {};
  for (const file of GROUND) {
    const { features } = (order.ground?.[file] ?? {}) as { features?: unknown };
    if (!Array.isArray(features) || features.length === 0) continue;
    const { districtId, crs, source } = order;
    brought[file] = orRefuse(
      await importBaseFeatures(tx, {
        districtId,
        source: `${source} · ${file}`,
        crs,
        class: CLASS_OF[file],
        features: features as unknown[],
        by: BY,
      }),
    );
  }
  return brought;
}

const countBelow = (tree: AreaNode) => {
  const communities = tree.children.flatMap((street) => street.children);
  const grids = communities.reduce((sum, community) => sum + community.children.length, 0);
  return { streets: tree.children.length, communities: communities.length, grids };
};

/** Throws Refused `areas.import_invalid`, `areas.not_tiled`, `catalogue.has_findings`,
 *  `basemap.nothing_usable` with their lists. */
export async function importRealDistrict(parts: ImportParts, order: RealDistrict): Promise<ImportReport> {
  const { database, cipher, hasher, random } = parts;
  const { districtId } = order;
  const isNew = await database.transaction((tx) => bringAreas(tx, order));
  const tree: AreaNode = orRefuse(await database.read((tx) => areaTree(tx, districtId)));
  const { wanted, signIns, catalogue } = await database.transaction(async (tx) => {
    const units = await bringUnits(tx, tree);
    const people = firstSignIns(units, random);
    await bringPeople(tx, cipher, districtId, await hashAll(hasher, people));
    return { wanted: units, signIns: people, catalogue: await bringCatalogue(tx, districtId) };
  });
  const things =
    order.facilities === undefined
      ? { facilities: undefined, classesRead: {}, repeatedNumbers: [] }
      : await database.transaction((tx) => bringFacilities(tx, order));
  const ground = await database.transaction((tx) => bringGround(tx, order));
  const groundChanged = Object.values(ground).some((one) => one.hasChanged);
  const thingsChanged = (things.facilities?.added ?? 0) + (things.facilities?.updated ?? 0);
  return {
    areas: { isNew, ...countBelow(tree) },
    unitsAdded: wanted.length,
    catalogue,
    signIns,
    ...things,
    ground,
    hasChanged: isNew || wanted.length > 0 || catalogue.isNew || thingsChanged > 0 || groundChanged,
  };
}
