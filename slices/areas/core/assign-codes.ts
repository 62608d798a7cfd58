// Gives every area its code under its parent (GB/T 30428: county 6 + street 3 + community 3 + sequence 3).
// The same input always gets the same codes, whatever the order of the file; codes given before are kept,
// so that a boundary change does not rename a grid.
import { type AreaLevel, CODE_LENGTH } from './area.ts';

/** `TS-3-10` comes after `TS-3-9`: digits compare as numbers, all else by character. No locale is used. */
export function compareNaturally(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const l = left[i] as string;
    const r = right[i] as string;
    if (l === r) continue;
    const bothNumbers = /^\d/.test(l) && /^\d/.test(r);
    if (bothNumbers && Number(l) !== Number(r)) return Number(l) - Number(r);
    return l < r ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

export const knownCodeKey = (level: AreaLevel, externalCode: string): string => `${level} ${externalCode}`;

/** Codes of the children of one parent by external code, or undefined when 999 do not suffice.
 *  An external code that already is the full national code is kept; `known` holds the codes given before. */
export function assignCodes(
  level: Exclude<AreaLevel, 'district'>,
  parentCode: string,
  externalCodes: readonly string[],
  known: ReadonlyMap<string, string>,
): Map<string, string> | undefined {
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  const keep = (external: string, code: string | undefined) => {
    const fits = code?.length === CODE_LENGTH[level] && /^\d+$/.test(code) && code.startsWith(parentCode);
    if (!code || !fits || codes.has(external) || taken.has(code)) return;
    codes.set(external, code);
    taken.add(code);
  };
  const ordered = [...new Set(externalCodes)].sort(compareNaturally);
  for (const external of ordered) keep(external, external);
  for (const external of ordered) keep(external, known.get(knownCodeKey(level, external)));
  // A code that was in use before is not given to another area: its cases would change their place.
  for (const code of known.values()) taken.add(code);
  let sequence = 1;
  for (const external of ordered) {
    if (codes.has(external)) continue;
    while (taken.has(`${parentCode}${String(sequence).padStart(3, '0')}`)) sequence++;
    if (sequence > 999) return undefined;
    keep(external, `${parentCode}${String(sequence).padStart(3, '0')}`);
  }
  return codes;
}
