// Exact arithmetic for figures that are published: a decimal is a fraction of whole numbers, is rounded once,
// at the end, half away from zero, and is the same on every machine. Pure.

export interface Exact {
  readonly top: bigint;
  /** Always above zero. */
  readonly bottom: bigint;
}

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/;

const size = (value: bigint): bigint => (value < 0n ? -value : value);

function commonDivisor(a: bigint, b: bigint): bigint {
  let [high, low] = [size(a), size(b)];
  while (low > 0n) [high, low] = [low, high % low];
  return high;
}

/** In its lowest terms: sums of hundreds of them stay small. `bottom` is not zero. */
function fraction(top: bigint, bottom: bigint): Exact {
  const sign = bottom < 0n ? -1n : 1n;
  const by = commonDivisor(top, bottom) || 1n;
  return { top: (sign * top) / by, bottom: (sign * bottom) / by };
}

export const whole = (value: number): Exact => ({ top: BigInt(value), bottom: 1n });
export const ZERO = whole(0);

/** `97.97`, `-3`, `2693`; undefined for anything else: nothing is guessed from `1,000` or `3e2`. */
export function exactIn(text: string): Exact | undefined {
  const found = DECIMAL.exec(text);
  if (!found) return undefined;
  const [, sign = '', digits = '', decimals = ''] = found;
  const top = BigInt(digits + decimals);
  return fraction(sign === '-' ? -top : top, 10n ** BigInt(decimals.length));
}

/** Of data that was checked when it was written. */
export function exact(text: string): Exact {
  const value = exactIn(text);
  if (!value) throw new RangeError(`'${text}' is no decimal`);
  return value;
}

export const add = (a: Exact, b: Exact): Exact =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Exact, b: Exact): Exact => add(a, { ...b, top: -b.top });
export const times = (a: Exact, b: Exact): Exact => fraction(a.top * b.top, a.bottom * b.bottom);
/** `b` is not zero. */
export const over = (a: Exact, b: Exact): Exact => fraction(a.top * b.bottom, a.bottom * b.top);
export const signOf = ({ top }: Exact): number => (top > 0n ? 1 : top < 0n ? -1 : 0);
export const compare = (a: Exact, b: Exact): number => signOf(minus(a, b));
export const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b);
export const most = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b);
export const sumOf = (all: readonly Exact[]): Exact => all.reduce(add, ZERO);

/** In units of `decimals` places, half away from zero. */
function rounded({ top, bottom }: Exact, decimals: number): bigint {
  const scaled = size(top) * 10n ** BigInt(decimals) * 2n + bottom;
  const value = scaled / (bottom * 2n);
  return top < 0n ? -value : value;
}

function written(units: bigint, decimals: number): string {
  const digits = String(size(units)).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  return units < 0n ? `-${text}` : text;
}

/** `-33.33` from −1/3 × 100 and two decimals. */
export const decimalText = (value: Exact, decimals: number): string =>
  written(rounded(value, decimals), decimals);

/** A count stays a count: `12`, `12.5`, `97.97`; never more than six decimals, no zeros behind. */
export const plainDecimal = (value: Exact): string => {
  const text = decimalText(value, 6).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};

/** Texts of so many decimals whose sum is the rounded sum, to the last digit: each is rounded down, and what
 *  is left goes to those that lost most, the first of equals first. */
export function sharedOut(parts: readonly Exact[], decimals: number): { total: string; parts: string[] } {
  const scale = 10n ** BigInt(decimals);
  const floors = parts.map(({ top, bottom }) => {
    const cut = (top * scale) / bottom;
    return top < 0n && cut * bottom !== top * scale ? cut - 1n : cut;
  });
  const total = rounded(sumOf(parts), decimals);
  const lost = parts.map(({ top, bottom }, at) => ({
    at,
    by: fraction(top * scale - (floors[at] ?? 0n) * bottom, bottom),
  }));
  const order = lost.sort((a, b) => compare(b.by, a.by) || a.at - b.at);
  let left = total - floors.reduce((sum, one) => sum + one, 0n);
  for (const { at } of order) {
    if (left <= 0n) break;
    floors[at] = (floors[at] ?? 0n) + 1n;
    left -= 1n;
  }
  return { total: written(total, decimals), parts: floors.map((units) => written(units, decimals)) };
}
