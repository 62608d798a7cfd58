// A district's past for the benchmark: cases of every state, played by the flow's own interpreter, so that
// every row, clock and hash is what the product itself would have written. Timers that were due by now are
// left out: in a running district they have fired, and here they would fire while something else is being
// measured.
import { DAY, HOUR, MINUTE } from '../kernel/duration.ts';
import type { Instant } from '../kernel/instant.ts';
import { isRefusal } from '../kernel/refusal.ts';
import type { Actor, Role } from '../kernel/rights.ts';
import type { Database, Tx } from '../platform/server/db/tx.ts';
import { orRefuse } from '../platform/server/http/refused.ts';
import { locate } from '../slices/areas/server/public.ts';
import { calendarFor } from '../slices/calendar/server/public.ts';
import type { CaseFile } from '../slices/cases/core/case-file.ts';
import { decide, type Decision } from '../slices/cases/core/decide.ts';
import { standardFlow } from '../slices/cases/core/flows/standard.ts';
import type { Context } from '../slices/cases/core/moment.ts';
import { freshIdentity, importHistory, type PastCase } from '../slices/cases/server/import-history.ts';
import { resolve as resolveIn } from '../slices/catalogue/core/resolve.ts';
import { catalogueInForce, type CompiledCatalogue } from '../slices/catalogue/server/public.ts';
import { type UnitDirectory, unitDirectory } from '../slices/people/server/public.ts';
import type { Staff } from './fill-district.ts';
import { LATTICE, pointAt } from './lattice.ts';

/** How far the n-th case of twenty has come, and how many days ago it began at most. */
const FATES = [
  ...Array<string>(13).fill('settle'),
  'close',
  'close',
  'feed_back',
  'claim',
  'dispatch',
  'dispatch',
  'report',
];
const LONGEST_PAST_DAYS = 150;
const BATCH = 500;

export interface World {
  readonly districtId: string;
  /** A place well inside of it, by two numbers from 0 to 1. */
  readonly pointAt: (u: number, v: number) => { readonly lon: number; readonly lat: number };
  readonly compiled: CompiledCatalogue;
  readonly directory: UnitDirectory;
  readonly calendar: Context['calendar'];
  readonly itemCodes: readonly string[];
  readonly actorOf: (unitId: string, ...roles: Role[]) => Actor;
  readonly inspector: Actor;
}

const asActor = (one: Staff): Actor => ({
  kind: 'person',
  personId: one.personId,
  name: one.name,
  posts: [{ id: one.id, unitId: one.unitId, unitKind: one.unitKind, role: one.role, areaPath: one.areaPath }],
});

export async function worldOf(tx: Tx, staff: readonly Staff[]): Promise<World> {
  const compiled = orRefuse(await catalogueInForce(tx, LATTICE.code));
  const byPost = new Map(staff.map((one) => [`${one.unitId} ${one.role}`, one]));
  const inspector = staff.find((one) => one.role === 'inspector' && one.areaPath === LATTICE.code);
  if (!inspector) throw new Error('the district has no inspector');
  return {
    districtId: LATTICE.code,
    pointAt,
    compiled,
    directory: await unitDirectory(tx),
    calendar: await calendarFor(tx, LATTICE.code),
    itemCodes: compiled
      .items()
      .filter((item) => !item.code.startsWith('C'))
      .map((item) => item.code),
    actorOf: (unitId, ...roles) => {
      const found = roles.map((role) => byPost.get(`${unitId} ${role}`)).find((one) => one !== undefined);
      if (!found) throw new Error(`nobody is ${roles.join(' or ')} in ${unitId}`);
      return asActor(found);
    },
    inspector: asActor(inspector),
  };
}

export const PHOTOS = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];

export const claim = (actor: Actor): [Actor, string, Record<string, unknown>] => [
  actor,
  'claim',
  { personId: actor.kind === 'person' ? actor.personId : null },
];

/** Who does the next thing to the case, and with which words; undefined where it has come to its fate. */
function nextDeed(
  world: World,
  file: CaseFile,
  fate: string,
): [Actor, string, Record<string, unknown>] | undefined {
  const centre = () => world.actorOf(file.centreUnitId, 'dispatcher');
  const unit = () => world.actorOf(file.unitId ?? '', 'handler', 'dispatcher');
  switch (file.state) {
    case 'reported':
      return fate === 'report' ? undefined : [centre(), 'accept', {}];
    case 'accepted':
      return [centre(), 'dispatch', {}];
    case 'dispatched':
      return fate === 'dispatch' ? undefined : claim(unit());
    case 'handling':
      return fate === 'claim' ? undefined : [unit(), 'feed_back', { result: '已处理完毕', photoIds: PHOTOS }];
    case 'answered': {
      if (fate === 'feed_back') return undefined;
      const verification = file.rule?.verification ?? 'centre';
      const reporter: Actor = { kind: 'reporter', caseId: file.id };
      const by = { inspector: world.inspector, reporter, centre: centre() }[verification];
      return [by, 'verify', { finding: '现场已恢复' }];
    }
    case 'verified':
      return [centre(), 'close', { closingCode: 'solved', reply: '已办结' }];
    default:
      return fate === 'settle' && !file.isSettled
        ? [{ kind: 'system', name: 'timer' }, 'settle', {}]
        : undefined;
  }
}

/** When the n-th case began: what has ended lies months back, what is open began within the last days. */
function startOf(now: Instant, n: number, fate: string): Instant {
  const share = (n * 0.618_034) % 1;
  const [least, most] = fate === 'settle' ? [30, LONGEST_PAST_DAYS] : fate === 'close' ? [5, 14] : [1, 5];
  return now - Math.round((least + share * (most - least)) * DAY);
}

async function playCase(tx: Tx, world: World, n: number): Promise<PastCase> {
  const fate = FATES[n % FATES.length] ?? 'settle';
  const startAt = startOf(tx.now, n, fate);
  const point = pointAt((n * 0.754_877) % 1, (n * 0.569_84) % 1);
  const { areaPath, gridCode, areaVersionId } = orRefuse(await locate(tx, point));
  const address = `测试路${n % 999}号`;
  const itemCode = world.itemCodes[(n * 7) % world.itemCodes.length] ?? '';
  const base = { calendar: world.calendar, directory: world.directory };
  const resolution = orRefuse(
    resolveIn(world.compiled, world.directory, { itemCode, areaPath, at: startAt }),
  );
  const fresh = await freshIdentity(tx, LATTICE.code, startAt);
  const body = {
    channel: n % 3 === 0 ? 'hotline' : 'department',
    description: `第${n}件：路边有垃圾堆放`,
    itemCode,
    point,
    address,
  };
  const place = { point, areaPath, gridCode, address, areaVersionId };
  const reporter = world.actorOf(world.directory.centreOf(areaPath, 'community')?.id ?? '', 'dispatcher');
  const decisions: Decision[] = [
    orRefuse(
      decide(
        standardFlow,
        undefined,
        { action: 'report', body },
        { ...base, actor: reporter, now: startAt, place, resolution, fresh },
      ),
    ),
  ];
  let [file, at] = [decisions[0]?.file as CaseFile, startAt];
  for (let deed = nextDeed(world, file, fate); deed; deed = nextDeed(world, file, fate)) {
    const [actor, action, words] = deed;
    at += action === 'settle' ? 16 * DAY : action === 'feed_back' ? 3 * HOUR : 7 * MINUTE;
    const made = decide(standardFlow, file, { action, body: words }, { ...base, actor, now: at });
    if (isRefusal(made)) throw new Error(`case ${n}, ${action} in ${file.state}: ${JSON.stringify(made)}`);
    decisions.push(made);
    file = made.file;
  }
  const waiting = new Map(decisions.flatMap((one) => one.timers).map((timer) => [timer.kind, timer]));
  return {
    file,
    steps: decisions.flatMap((one) => one.steps),
    rulings: decisions.flatMap((one) => one.rulings),
    timers: [...waiting.values()].flatMap((timer) =>
      timer.dueAt !== null && timer.dueAt > tx.now + DAY ? [{ ...timer, dueAt: timer.dueAt }] : [],
    ),
  };
}

export async function fillCases(
  database: Database,
  staff: readonly Staff[],
  count: number,
  say: (words: string) => void,
): Promise<void> {
  const world = await database.read((tx) => worldOf(tx, staff));
  for (let from = 0; from < count; from += BATCH) {
    await database.transaction(async (tx) => {
      const cases: PastCase[] = [];
      for (let n = from; n < Math.min(count, from + BATCH); n++) cases.push(await playCase(tx, world, n));
      await importHistory(tx, cases);
    });
    if (from % 10_000 === 0) say(`${from} of ${count} cases`);
  }
}
