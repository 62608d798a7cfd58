// A random but seeded life of a district for tests of figures: cases reported, returned, reworked, moved,
// pushed, reopened, undone, over days of a fake clock. What the flow refuses is simply not done. It holds
// no rule.
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { TestStore } from '../../../platform/server/db/test-database.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import type { CaseFile } from '../core/case-file.ts';
import { SEVERITIES } from '../core/severity.ts';
import { actOnCase, type CaseAction } from './act-on-case.ts';
import { findFile, listSealedSteps } from './queries-reading.ts';
import { freshIdentity, importHistory } from './import-history.ts';
import { reportCase } from './report-case.ts';
import type { TestDistrict } from './test-district.ts';

type Body = Readonly<Record<string, unknown>>;
type Person = Actor & { kind: 'person' };
type Deed = readonly [who: string, action: string, body?: (file: CaseFile) => Body];

/** Small and seeded, so that a life that fails can be lived again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function peopleOf(city: TestDistrict): Readonly<Record<string, Person>> {
  const [street, other] = ['.001', '.002'];
  return {
    inspector: city.actor(1, 'inspector', 'centre'),
    dispatcher: city.actor(2, 'dispatcher', 'centre'),
    leader: city.actor(3, 'leader', 'centre'),
    secondLeader: city.actor(4, 'leader', 'centre'),
    streetDispatcher: city.actor(5, 'dispatcher', 'centre', street),
    streetLeader: city.actor(6, 'leader', 'centre', street),
    otherDispatcher: city.actor(7, 'dispatcher', 'centre', other),
    otherLeader: city.actor(8, 'leader', 'centre', other),
    handler: city.actor(9, 'handler', 'sanitation', street),
    otherHandler: city.actor(10, 'handler', 'sanitation', other),
    communityDispatcher: city.actor(11, 'dispatcher', 'centre', '.001.001'),
    communityLeader: city.actor(12, 'leader', 'centre', '.001.001'),
    otherCommunity: city.actor(13, 'dispatcher', 'centre', '.002.001'),
    property: city.actor(14, 'handler', 'property_company', '.001.001'),
  };
}

const CENTRES = [
  'dispatcher',
  'streetDispatcher',
  'otherDispatcher',
  'communityDispatcher',
  'otherCommunity',
];
const UNITS = ['handler', 'otherHandler', 'property'];
const LEADERS = ['leader', 'secondLeader', 'streetLeader', 'otherLeader'];

function deedsOf(
  city: TestDistrict,
  photo: string,
  people: Readonly<Record<string, Person>>,
): readonly Deed[] {
  const each = (who: readonly string[], action: string, body?: Deed[2]): Deed[] =>
    who.map((name) => (body ? [name, action, body] : [name, action]));
  const called = (isSolved: boolean) =>
    ({ way: 'call_back', isContacted: true, isSolved, isSatisfied: isSolved });
  const said = () => ({ words: '说明', reason: '说明' });
  const openPush = (file: CaseFile) =>
    file.pushes.find((push) => push.answeredSeq === null && push.liftedSeq === null);
  const seq = (file: CaseFile) => ({ pushSeq: openPush(file)?.seq ?? 1, words: '已安排' });
  const properties = city.unit('property_company', '.001.001').id;
  return [
    ...each(CENTRES, 'accept', () => ({ itemCode: city.itemCode })),
    // Found to lie in the other street.
    ...each(CENTRES, 'accept', () => ({ itemCode: city.itemCode, point: city.inGridB })),
    // After the second return it is a ruling, with its grounds.
    ...each(CENTRES, 'dispatch', (file) => (file.counts.returns < 2 ? {} : said())),
    ...each(CENTRES, 'undo'),
    ...each(CENTRES, 'close', () => ({ closingCode: 'solved' })),
    ...each(CENTRES, 'reopen', said),
    ...each(CENTRES, 'escalate', said),
    ...each(CENTRES, 'transfer', () => ({ unitId: properties, reason: '物业负责' })),
    ...each(LEADERS, 'answer_extend', () => ({ isGranted: true })),
    ...each(LEADERS, 'answer_suspend', () => ({ isGranted: true })),
    ...each(LEADERS, 'push', () => ({ kind: 'urge', words: '请尽快' })),
    ...each(LEADERS, 'lift_push', seq),
    ...UNITS.flatMap((who): Deed[] => [
      [who, 'claim', () => ({ personId: people[who]?.personId })],
      [who, 'feed_back', () => ({ result: '已清', photoIds: [photo] })],
      [who, 'feed_back', () => ({ result: '已清', photoIds: [photo] })],
      [who, 'return', () => ({ reasonCode: 'not_ours', words: '不属于我们' })],
      [who, 'extend', () => ({ reason: '下雨', extra: { kind: 'working_hours', amount: 2 } })],
      [who, 'answer_push', seq],
    ]),
    ['inspector', 'verify', () => ({ finding: '已清' })],
    ['inspector', 'verify', () => ({ finding: '已清' })],
    ['inspector', 'rework', () => ({ missing: '仍有残留' })],
    ...each(CENTRES, 'verify', () => ({ finding: '上报人说好了', ...called(true) })),
    ...each(CENTRES, 'rework', () => ({ missing: '上报人说没好', ...called(false) })),
    ...each(CENTRES, 'rework', () => ({ missing: '照片不清', way: 'call_back', isContacted: false })),
    ['handler', 'suspend', (file) => ({ reason: '汛期', reviewAt: toIso(file.updatedAt + 90 * HOUR) })],
    ['handler', 'resume'],
  ];
}

/** What leads on from a state: without a push that way nothing would ever come to its end. */
const ONWARDS: Readonly<Record<string, readonly string[]>> = {
  reported: ['accept'],
  accepted: ['dispatch'],
  dispatched: ['claim', 'claim', 'return'],
  handling: ['feed_back', 'feed_back', 'extend', 'answer_extend', 'return'],
  answered: ['verify', 'rework'],
  verified: ['close'],
  closed: ['reopen'],
};

function onwardsOf(file: CaseFile, chance: number): readonly string[] {
  const isPushed = file.pushes.some((push) => push.answeredSeq === null && push.liftedSeq === null);
  if (isPushed && chance < 0.15) return ['answer_push', 'answer_push', 'lift_push'];
  return chance < 0.75 ? (ONWARDS[file.state] ?? []) : [];
}

/** Accepted in the other street by a slip, and taken back at once. What was done of it. */
async function slipOf(
  store: TestStore,
  people: Readonly<Record<string, Person>>,
  city: TestDistrict,
  caseId: string,
): Promise<readonly string[]> {
  const done: string[] = [];
  const bodies = { accept: { itemCode: city.itemCode, point: city.inGridB }, undo_accept: {} };
  for (const [action, body] of Object.entries(bodies)) {
    for (const who of CENTRES) {
      if (!(await isDone(store, people[who], { caseId, action, body }))) continue;
      done.push(action);
      break;
    }
  }
  return done;
}

export interface Life {
  readonly caseIds: string[];
  /** What was really done, by action. */
  readonly done: Map<string, number>;
}

interface Lived {
  readonly seed: number;
  readonly rounds: number;
  readonly city: TestDistrict;
  readonly photo: string;
}

async function isDone(store: TestStore, actor: Person | undefined, act: CaseAction): Promise<boolean> {
  if (!actor) return false;
  try {
    await store.database.transaction((tx) => actOnCase(tx, actor, act));
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

export async function liveOn(
  store: TestStore,
  { seed, rounds, city, photo }: Lived,
  life: Life,
): Promise<void> {
  const random = seededRandom(seed);
  const people = peopleOf(city);
  const deeds = deedsOf(city, photo, people);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const count = (action: string) => life.done.set(action, (life.done.get(action) ?? 0) + 1);
  for (let round = 0; round < rounds; round++) {
    store.clock.advance(random() < 0.06 ? 30 * HOUR : MINUTE * Math.ceil(random() * 50));
    if (life.caseIds.length < 6 || random() < 0.12) {
      const channel = random() < 0.6 ? 'hotline' : 'citizen';
      const severity = SEVERITIES[life.caseIds.length % SEVERITIES.length];
      const body = {
        channel,
        description: '建筑垃圾',
        point: random() < 0.6 ? city.inGridA : city.inGridB,
        photoIds: channel === 'citizen' ? [photo] : [],
        itemCode: city.itemCode,
        severity,
        ...(life.caseIds.length % 4 === 0 ? {} : { reporter: { phone: '13800138000' } }),
      };
      const actor: Actor = channel === 'citizen' ? { kind: 'public' } : (people.dispatcher as Person);
      life.caseIds.push((await store.database.read((tx) => reportCase(tx, actor, { body }))).id);
      count('report');
      if (channel === 'citizen' && life.caseIds.length % 3 === 0) {
        for (const action of await slipOf(store, people, city, life.caseIds.at(-1) ?? '')) count(action);
      }
      if (random() > 0.6) continue;
      // Within the minute in which what went straight through can be taken back.
      const undo = { caseId: life.caseIds.at(-1) ?? '', action: 'undo', body: {} };
      for (const who of CENTRES) if (await isDone(store, people[who], undo)) count('undo');
      continue;
    }
    const caseId = pick(life.caseIds.slice(-25));
    const file = (await store.database.read((tx) => findFile(tx, caseId)))?.file as CaseFile;
    // Several tries for one thing that happens: most of what anybody could try is not theirs to do.
    for (let tries = 0; tries < 40; tries++) {
      const onwards = onwardsOf(file, random());
      const [who, action, body] = pick(
        deeds.filter(([, name]) => onwards.length === 0 || onwards.includes(name)),
      );
      if (!(await isDone(store, people[who], { caseId, action, body: body?.(file) ?? {} }))) continue;
      count(action);
      // Whoever claims it speaks with the reporter, and does not reach each of them.
      const isContacted = life.caseIds.indexOf(caseId) % 3 > 0;
      const spoken = { caseId, action: 'respond', body: { way: 'call', isContacted } };
      if (action === 'claim' && (await isDone(store, people[who], spoken))) count('respond');
      break;
    }
  }
}

/** The same history again under another name, brought in as a past. */
export async function importAgain(store: TestStore, life: Life, caseId: string): Promise<string> {
  const id = await store.database.transaction(async (tx) => {
    const stored = await findFile(tx, caseId);
    const steps = await listSealedSteps(tx, caseId);
    if (!stored) throw new Error(`${caseId} is not there`);
    const fresh = await freshIdentity(tx, stored.file.districtId, stored.file.createdAt);
    await importHistory(tx, [{ file: { ...stored.file, ...fresh }, steps, timers: [], rulings: [] }]);
    return fresh.id;
  });
  life.caseIds.push(id);
  return id;
}
