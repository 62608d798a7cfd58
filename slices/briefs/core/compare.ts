// Shares and changes in whole hundredths of a per cent, by whole numbers alone, so that no binary fraction
// rounds a half the wrong way; and how they are said. From nothing to something is no percentage. Pure.

/** `top` of `bottom` in hundredths of a per cent, a half away from zero; null where there is nothing to
 *  divide by. */
export function hundredthsOf(top: number, bottom: number): number | null {
  if (bottom === 0) return null;
  const [above, below] = [BigInt(Math.abs(top)) * 10_000n, BigInt(Math.abs(bottom))];
  const rounded = Number((2n * above + below) / (2n * below));
  return Math.sign(top) * Math.sign(bottom) * rounded || 0;
}

/** From one count to another, as a part of the first. */
export const changeIn = (before: number, now: number): number | null => hundredthsOf(now - before, before);

const digits = (hundredths: number): string => {
  const all = Math.abs(hundredths);
  return `${thousands(Math.floor(all / 100))}.${String(all % 100).padStart(2, '0')}`;
};

/** `97.97 %`. */
export const percent = (hundredths: number | null): string =>
  hundredths === null ? '–' : `${hundredths < 0 ? '−' : ''}${digits(hundredths)} %`;

/** `−33.33 %`, `+8.00 %`, `0.00 %`: for a column of a table. */
export const signedPercent = (hundredths: number | null): string =>
  hundredths !== null && hundredths > 0 ? `+${percent(hundredths)}` : percent(hundredths);

/** `1,182`. */
export const thousands = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, ',');

/** `下降 33.33 %`; from nothing `增加 12 件`. */
export function changeWords(before: number, now: number, unit: string): string {
  if (before === now) return '持平';
  const change = changeIn(before, now);
  if (change === null) return `增加 ${thousands(now)} ${unit}`;
  if (change === 0) return '基本持平';
  return `${change > 0 ? '上升' : '下降'} ${digits(change)} %`;
}

/** Of two rates as they stand in the text, so that whoever takes one from the other finds the same. */
export function pointsWords(before: number, now: number): string {
  if (before === now) return '持平';
  return `${now > before ? '上升' : '下降'} ${digits(now - before)} 个百分点`;
}
