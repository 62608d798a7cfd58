// What somebody means who looks for a thing by a few letters. Over a whole district only what an index
// answers is asked; inside a street or less there are few enough things to look into each name.
import { CODE_DIGITS } from './code-scheme.ts';

const DISTRICT_DIGITS = 6;
/** Fewer would be the end of thousands of codes. */
const FEWEST_END_DIGITS = 4;

export type Search =
  /** How a code begins, with the district's digits and more. */
  | { readonly by: 'code_begins'; readonly digits: string }
  | { readonly by: 'code_ends'; readonly digits: string }
  | { readonly by: 'name_begins'; readonly text: string }
  /** Anywhere in the name, or either end of the code. */
  | { readonly by: 'within'; readonly text: string; readonly digits: string | null };

/** As cards and labels show them codes have gaps; two digits more name the point that watches a thing. */
const digitsIn = (text: string): string | null => {
  const bare = text.replace(/\s/g, '');
  return /^[0-9]{2,18}$/.test(bare) ? bare.slice(0, CODE_DIGITS) : null;
};

const FEWEST_LETTERS = 2;
export const isSearch = (text: string): boolean => [...text.trim()].length >= FEWEST_LETTERS;

export function readSearch(said: string, areaPath: string): Search {
  const text = said.trim();
  const digits = digitsIn(text);
  const districtId = areaPath.slice(0, DISTRICT_DIGITS);
  if (areaPath !== districtId) return { by: 'within', text, digits };
  if (digits === null || digits.length < FEWEST_END_DIGITS) return { by: 'name_begins', text };
  // The district's digits alone would be every code of it.
  const isBeginning = digits.length > DISTRICT_DIGITS && digits.startsWith(districtId);
  return { by: isBeginning ? 'code_begins' : 'code_ends', digits };
}

/** Whether digits are enough to be the end of a code. */
export const isEnd = (digits: string): boolean => digits.length >= FEWEST_END_DIGITS;
