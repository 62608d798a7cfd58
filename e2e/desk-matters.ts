// What a dispatcher of a street finds in the queue on a busy morning: sixty matters in the words of
// residents, and what an expert does with each. Duplicates, wrong places, wrong items, matters for the centre
// above, matters of nobody, and one that several units must settle. Pure: the same every time.
import { MATTERS } from '../db/seed/demo/matters.ts';

/** Items that the centre of a street takes in, with the name by which a person knows them. */
const ITEMS = ['E0102.1', 'E0103.1', 'E0104.1', 'E0108.1', 'E0201.1', 'E0205.1'] as const;

/** Rubbish, filed by somebody as a poster on a wall. */
const WRONG_ITEM = 'E0201.1';

const PLACES = [
  '菜市场东门',
  '三号楼门口',
  '公交站后面',
  '幼儿园围墙边',
  '河堤步道',
  '早餐店旁',
  '停车场入口',
  '十字路口西北角',
  '社区活动室前',
  '小区北门',
  '快递柜旁边',
  '人行天桥下',
  '老粮站门前',
  '篮球场边',
  '地下通道口',
] as const;

export type Verdict =
  | { readonly is: 'proposed' }
  | { readonly is: 'item'; readonly words: string }
  | { readonly is: 'duplicate'; readonly of: string }
  | { readonly is: 'place'; readonly grid: string }
  | { readonly is: 'escalate'; readonly reason: string }
  | { readonly is: 'reject'; readonly reply: string }
  | { readonly is: 'dispatch'; readonly reason: string }
  | { readonly is: 'split'; readonly parts: readonly [string, string] };

export interface DeskMatter {
  readonly description: string;
  readonly itemCode: string;
  /** Where it was reported: the path of a grid. */
  readonly gridPath: string;
  readonly verdict: Verdict;
}

type Kind = Verdict['is'];

/** Out of sixty; a smaller morning has its share of each, and at least one. */
const SHARES: Readonly<Record<Exclude<Kind, 'proposed'>, number>> = {
  duplicate: 8,
  item: 8,
  reject: 5,
  escalate: 5,
  place: 4,
  dispatch: 4,
  split: 2,
};

/** Which verdict the n-th matter gets; rare ones are strewn among the plain ones. */
function kindsOf(total: number): readonly Kind[] {
  const rare = (Object.keys(SHARES) as (keyof typeof SHARES)[]).flatMap((kind) =>
    Array<Kind>(Math.max(1, Math.round((SHARES[kind] * total) / 60))).fill(kind),
  );
  const plain = Math.max(0, total - rare.length);
  const kinds: Kind[] = Array<Kind>(plain).fill('proposed');
  for (const [index, kind] of rare.entries()) {
    kinds.splice(Math.min(kinds.length, 1 + Math.floor((index * (total - 1)) / rare.length)), 0, kind);
  }
  return kinds.slice(0, total);
}

const verdictOf = (kind: Kind, of: string, grid: string): Verdict => {
  switch (kind) {
    case 'duplicate':
      return { is: kind, of };
    case 'item':
      return { is: kind, words: '暴露垃圾' };
    case 'place':
      return { is: kind, grid };
    case 'escalate':
      return { is: kind, reason: '涉及两个街道，请区中心统筹' };
    case 'reject':
      return { is: kind, reply: '属邻里相处，社区可以调解' };
    case 'dispatch':
      return { is: kind, reason: '当事单位已在现场' };
    case 'split':
      return { is: kind, parts: ['清运现场垃圾', '规劝占道商户'] };
    default:
      return { is: 'proposed' };
  }
};

export interface MorningOptions {
  readonly total: number;
  /** Grids of one street, each with its name as screens say it. */
  readonly grids: readonly { readonly path: string; readonly name: string }[];
}

export function deskMorning({ total, grids }: MorningOptions): readonly DeskMatter[] {
  const matters: DeskMatter[] = [];
  const repeated = new Set<DeskMatter>();
  for (const [n, kind] of kindsOf(total).entries()) {
    const itemCode = kind === 'item' ? WRONG_ITEM : (ITEMS[n % ITEMS.length] ?? ITEMS[0]);
    const saysOf = kind === 'item' ? ITEMS[0] : itemCode;
    const says = MATTERS.find((one) => one.itemCode === saysOf)?.says ?? [];
    const place = `${PLACES[n % PLACES.length]}${Math.floor(n / PLACES.length) + 1}号`;
    const description = (says[n % says.length] ?? '%').replace('%', place);
    const at = grids[n % grids.length];
    const other = grids[(n + 3) % grids.length];
    const earlier = matters.findLast((one) => one.verdict.is === 'proposed' && !repeated.has(one));
    if (!at || !other) throw new Error('a street has grids');
    // A second report of one matter: the same thing at the same place, in other words.
    if (kind === 'duplicate' && earlier) {
      repeated.add(earlier);
      const again = `又有人反映：${earlier.description}，还没人来`;
      const verdict = verdictOf(kind, earlier.description, other.name);
      matters.push({ ...earlier, description: again, verdict });
    } else {
      const verdict = verdictOf(kind === 'duplicate' ? 'proposed' : kind, '', other.name);
      matters.push({ description, itemCode, gridPath: at.path, verdict });
    }
  }
  return matters;
}
