// What happens to phones and their lines in the simulated shift, drawn from one seed. Each phone has dice of
// its own, so that what befalls it does not hang on the others; and what befell anyone is counted, so that a
// run can prove that it was not empty.
import { dice } from '../../platform/server/db/test-dice.ts';

export type Fate = 'clean' | 'lost' | 'answer_lost' | 'twice' | 'late_twice' | 'damaged' | 'receipt_lost';

export const BEFALLS = [
  'requests',
  'lost',
  'answer_lost',
  'twice',
  'late_twice',
  'damaged',
  'receipt_lost',
  'offline',
  'crashes',
  'too_old',
  'too_new',
  'signed_out',
  'refused',
  'conflicts',
  'rescued',
  'replayed',
  'storm',
] as const;

export type Befall = (typeof BEFALLS)[number];
export type Tally = Record<Befall, number>;

export const emptyTally = (): Tally =>
  Object.fromEntries(BEFALLS.map((name) => [name, 0])) as Record<Befall, number>;

/** Of a thousand requests; the rest is clean. */
const OF_A_THOUSAND: readonly (readonly [Fate, number])[] = [
  ['lost', 25],
  ['answer_lost', 25],
  ['twice', 30],
  ['late_twice', 30],
  ['damaged', 15],
  ['receipt_lost', 10],
];

export class Dice {
  readonly #roll: (limit: number) => number;

  constructor(seed: number, of: string) {
    let mixed = seed | 0;
    for (const letter of of) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
    this.#roll = dice(mixed === 0 ? 1 : mixed);
    // The first rolls of seeds that lie near each other do too.
    for (let i = 0; i < 8; i++) this.#roll(2);
  }

  /** 0 to below `limit`. */
  below(limit: number): number {
    return this.#roll(limit);
  }

  between(from: number, to: number): number {
    return from + this.#roll(Math.max(1, to - from));
  }

  happens(ofAThousand: number): boolean {
    return this.#roll(1_000) < ofAThousand;
  }

  fate(): Fate {
    let rolled = this.#roll(1_000);
    for (const [fate, share] of OF_A_THOUSAND) {
      if (rolled < share) return fate;
      rolled -= share;
    }
    return 'clean';
  }
}
