// What is done with one planned case, by whom, and how quickly: the habits of a district as data. There is a
// slow unit, a unit that returns a lot, careful and careless verifying, and cases left lying. Pure.
import { habitOf, SLOW } from './habits.ts';
import type { Matter } from './matters.ts';
import { chance, pick, pickWeighted, type Rand, skewed } from './random.ts';
import {
  GRUMBLES,
  JOIN_WORDS,
  PRAISE,
  REJECT_WORDS,
  RETURN_WORDS,
  REWORK_WORDS,
  VERIFY_WORDS,
} from './words.ts';

/** Who acts, in the district's words; the player finds the person. */
export type Doer =
  | 'centre'
  | 'unit'
  | 'unit_person'
  | 'inspector'
  | 'verifier'
  | 'reporter'
  | 'grid_head'
  | 'leader'
  | 'community'
  | 'street'
  | 'district'
  | 'district2'
  | 'asked_inspector'
  | 'consulted'
  | 'public';

export interface Deed {
  readonly action: string;
  readonly by: Doer;
  /** Share of the running stage's limit that has passed: 0.5 half of it, 1.4 well overdue. */
  readonly share?: number;
  /** Or so many minutes after the deed before. */
  readonly minutes?: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Photos it carries: before or after the work. */
  readonly photos?: 'before' | 'after';
  /** Filled in by the player, who knows the ids. */
  readonly fill?:
    | 'self'
    | 'itemCode'
    | 'otherUnit'
    | 'askedInspector'
    | 'centreAbove'
    | 'review'
    | 'push'
    | 'extra'
    | 'joiner';
}

interface About {
  readonly matter: Matter;
  readonly gridPath: string;
  readonly channel: string;
  readonly isSolvedOnSpot: boolean;
  readonly ageDays: number;
}

const quick = (rand: Rand): number => Math.min(0.25 * skewed(rand, 0.45), 2.5);

/** Accept and dispatch; what went straight through already has neither (the player skips what is done). */
function takeIn(rand: Rand): Deed[] {
  const deeds: Deed[] = [];
  if (chance(rand, 0.03)) {
    deeds.push(
      {
        action: 'check',
        by: 'centre',
        minutes: 4,
        body: { words: '位置不清，请到现场核实' },
        fill: 'askedInspector',
      },
      {
        action: 'answer_check',
        by: 'asked_inspector',
        minutes: 10 + 30 * rand(),
        photos: 'before',
        body: { finding: 'true', words: '属实' },
      },
    );
  }
  deeds.push(
    { action: 'accept', by: 'centre', share: quick(rand), body: {}, fill: 'itemCode' },
    { action: 'dispatch', by: 'centre', share: quick(rand), body: {} },
  );
  return deeds;
}

/** A neighbour meets the same thing and joins instead of reporting again. */
const joinIn = (rand: Rand): Deed[] =>
  chance(rand, 0.04)
    ? [
        {
          action: 'join',
          by: 'public',
          minutes: 20 * rand(),
          body: { words: pick(rand, JOIN_WORDS) },
          fill: 'joiner',
        },
      ]
    : [];

/** Refused; one in eight objects to it, is right, and the matter is seen to after all. */
function refuseIt(rand: Rand, about: About): Deed[] {
  const [reasonCode, reply] = pick(rand, REJECT_WORDS);
  const deeds: Deed[] = [{ action: 'reject', by: 'centre', share: quick(rand), body: { reasonCode, reply } }];
  if (!chance(rand, 0.12)) return deeds;
  return [
    ...deeds,
    {
      action: 'object',
      by: 'reporter',
      minutes: 600 * rand(),
      body: { reason: '我就住在旁边，问题确实存在，请再看一次' },
    },
    ...takeIn(rand),
    ...handle(rand, about),
    ...finish(rand, about),
  ];
}

const claim = (rand: Rand): Deed => ({
  action: 'claim',
  by: 'unit',
  share: quick(rand) * 1.2,
  body: {},
  fill: 'self',
});

/** A return, and what the centre makes of it: the same unit after all, or another. */
function giveBack(rand: Rand): Deed[] {
  const [reasonCode, words] = pick(rand, RETURN_WORDS);
  const isOthers = chance(rand, 0.45);
  return [
    { action: 'return', by: 'unit', share: 0.2 + 0.5 * rand(), body: { reasonCode, words } },
    isOthers
      ? {
          action: 'dispatch',
          by: 'centre',
          share: quick(rand),
          body: { reason: '按现场权属改派' },
          fill: 'otherUnit',
        }
      : {
          action: 'dispatch',
          by: 'centre',
          share: quick(rand),
          body: { reason: '责任清单明确，仍由你单位处置' },
        },
  ];
}

function askForTime(rand: Rand): Deed[] {
  return [
    { action: 'extend', by: 'unit', share: 0.7, body: { reason: '材料需定制，申请延长' }, fill: 'extra' },
    {
      action: 'answer_extend',
      by: 'centre',
      minutes: 20 + 60 * rand(),
      body: { isGranted: chance(rand, 0.8), words: '已阅' },
    },
  ];
}

function putOff(rand: Rand): Deed[] {
  return [
    {
      action: 'suspend',
      by: 'unit',
      share: 0.4,
      body: { reason: pick(rand, ['需待汛期后施工', '列入下月改造计划', '产权诉讼中']) },
      fill: 'review',
    },
    {
      action: 'answer_suspend',
      by: 'centre',
      minutes: 30 + 90 * rand(),
      body: { isGranted: true, words: '同意挂账，到期复查' },
    },
  ];
}

function handle(rand: Rand, about: About): Deed[] {
  const habit = habitOf(about);
  const deeds: Deed[] = [];
  if (chance(rand, habit.returns)) deeds.push(...giveBack(rand));
  if (deeds.length > 0 && chance(rand, 0.15)) deeds.push(...giveBack(rand));
  deeds.push(claim(rand));
  if (chance(rand, 0.025)) deeds.push(...askForTime(rand));
  if (chance(rand, 0.01)) deeds.push(...putOff(rand));
  if (chance(rand, 0.03))
    deeds.push({
      action: 'note',
      by: 'unit',
      minutes: 15,
      body: { words: '已到现场，正在备料', isPublic: chance(rand, 0.5) },
    });
  if (chance(rand, 0.012)) {
    deeds.push(
      {
        action: 'consult',
        by: 'unit',
        minutes: 30,
        body: { question: '当事人为低保户，首次违规，可否免予处罚、以教育为主？' },
        fill: 'centreAbove',
      },
      {
        action: 'answer_consult',
        by: 'consulted',
        minutes: 50,
        body: { decision: '同意不予处罚，责令改正并入户宣传。' },
      },
    );
  }
  if (chance(rand, 0.012)) {
    deeds.push(
      {
        action: 'push',
        by: 'leader',
        share: 0.3,
        body: { kind: 'supervise', words: '群众关注，请当日办结并回复' },
      },
      { action: 'answer_push', by: 'unit', minutes: 40, body: { words: '收到，已加派人手' }, fill: 'push' },
    );
  }
  deeds.push({
    action: 'feed_back',
    by: 'unit',
    share: Math.min(habit.pace * skewed(rand, habit.spread), 4.5),
    photos: 'after',
    body: { result: pick(rand, about.matter.answers) },
  });
  return deeds;
}

function finish(rand: Rand, about: About): Deed[] {
  const deeds: Deed[] = [];
  const carelessness = habitOf(about) === SLOW ? 0.16 : 0.055;
  if (chance(rand, carelessness)) {
    deeds.push(
      { action: 'rework', by: 'verifier', share: quick(rand), body: { missing: pick(rand, REWORK_WORDS) } },
      {
        action: 'feed_back',
        by: 'unit_person',
        share: 0.5 + 0.7 * rand(),
        photos: 'after',
        body: { result: `按要求重新处置。${pick(rand, about.matter.answers)}` },
      },
    );
  }
  deeds.push(
    {
      action: 'verify',
      by: 'verifier',
      share: quick(rand),
      photos: 'after',
      body: { finding: pick(rand, VERIFY_WORDS) },
    },
    {
      action: 'close',
      by: 'centre',
      share: quick(rand) * 0.6,
      body: {
        closingCode: pickWeighted(rand, [
          ['solved', 94],
          ['explained', 4],
          ['planned', 2],
        ] as const),
        reply: '已处理，感谢您的反映。',
      },
    },
  );
  return deeds;
}

/** Scores lean to the good, less so for the slow unit. */
function rate(rand: Rand, about: About, by: Doer): Deed {
  const isSlow = habitOf(about) === SLOW;
  const score = pickWeighted(
    rand,
    isSlow
      ? ([
          [5, 22],
          [4, 25],
          [3, 20],
          [2, 18],
          [1, 15],
        ] as const)
      : ([
          [5, 56],
          [4, 27],
          [3, 9],
          [2, 5],
          [1, 3],
        ] as const),
  );
  const words = score >= 4 ? pick(rand, PRAISE) : pick(rand, GRUMBLES);
  return {
    action: 'rate',
    by,
    minutes: 30 + 2_000 * rand() ** 2,
    body: { score, isSatisfied: score >= 3, ...(words ? { words } : {}) },
  };
}

function judge(rand: Rand, about: About): Deed[] {
  const deeds: Deed[] = [];
  const isPublic = about.channel === 'citizen' || about.channel === 'hotline';
  if (chance(rand, 0.42)) deeds.push(rate(rand, about, 'grid_head'));
  if (isPublic && chance(rand, 0.5)) deeds.push(rate(rand, about, 'reporter'));
  if (chance(rand, 0.12)) deeds.push(rate(rand, about, 'community'));
  if (chance(rand, 0.08)) deeds.push(rate(rand, about, 'street'));
  if (!isPublic || !chance(rand, 0.03)) return deeds;
  return [
    ...deeds,
    {
      action: 'reopen',
      by: 'reporter',
      minutes: 1_440 * (1 + 4 * rand()),
      body: { reason: '才两天又出现了，没有根治' },
    },
    { action: 'dispatch', by: 'centre', share: quick(rand), body: {} },
    claim(rand),
    {
      action: 'feed_back',
      by: 'unit',
      share: 0.5,
      photos: 'after',
      body: { result: '已返场彻底处理，并安排一周回访' },
    },
    ...finish(rand, about),
  ];
}

/** Left lying at some point: what makes the desk's lamps orange and red today. */
function leaveLying(rand: Rand, deeds: readonly Deed[]): readonly Deed[] {
  const stop = pick(rand, [
    'accept',
    'dispatch',
    'claim',
    'claim',
    'feed_back',
    'feed_back',
    'feed_back',
    'verify',
    'close',
  ]);
  const at = deeds.findIndex((deed) => deed.action === stop);
  return at < 0 ? deeds : deeds.slice(0, at);
}

/** Channels whose reports do not go straight through, so that a dispatcher may still refuse them. */
const WAITS_FOR_A_PERSON = new Set(['citizen', 'video', 'opinion']);

function lifeOf(rand: Rand, about: About): Deed[] {
  if (about.isSolvedOnSpot)
    return finish(rand, about).filter((deed) => deed.action === 'verify' || deed.action === 'close');
  if (about.channel === 'citizen' && chance(rand, 0.02))
    return [{ action: 'withdraw', by: 'reporter', minutes: 3, body: { words: '已经有人处理了' } }];
  if (WAITS_FOR_A_PERSON.has(about.channel) && chance(rand, 0.13)) return refuseIt(rand, about);
  const deeds = [...takeIn(rand), ...joinIn(rand), ...handle(rand, about)];
  if (chance(rand, 0.003)) {
    return [
      ...deeds.slice(0, -1),
      {
        action: 'force_close',
        by: 'district',
        share: 1.6,
        body: { reason: '涉拆迁地块整体移交，原址已不存在' },
      },
      {
        action: 'confirm_force_close',
        by: 'district2',
        minutes: 45,
        body: { isGranted: true, words: '情况属实' },
      },
    ];
  }
  return [...deeds, ...finish(rand, about), ...judge(rand, about)];
}

/** How many lie so many days after their report; what is of last year was taken up by somebody. */
const LYING = [[0.2, 0.5], [4, 0.3], [14, 0.07], [180, 0.005]] as const;

export function deedsOf(rand: Rand, about: About): readonly Deed[] {
  const deeds = lifeOf(rand, about);
  const lies = LYING.find(([days]) => about.ageDays < days)?.[1] ?? 0;
  return chance(rand, lies) ? leaveLying(rand, deeds) : deeds;
}
