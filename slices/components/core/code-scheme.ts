// The sixteen digits of a component's code, cut by edition: county (GB/T 2260), major class, minor class,
// sequence. Editions are data; a district says which one it uses. Local classes count down from 99.
import { assert } from '../../../kernel/assert.ts';

export type CodeSchemeId = 'classic' | 'draft';

export interface CodeScheme {
  readonly id: CodeSchemeId;
  readonly edition: { readonly zh: string; readonly en: string };
  readonly majorDigits: number;
  readonly minorDigits: number;
  readonly sequenceDigits: number;
}

export const COUNTY_DIGITS = 6;
export const CODE_DIGITS = 16;
/** With the two digits of the point by which a thing is monitored. */
export const MONITORED_DIGITS = 18;

export const CODE_SCHEMES: Readonly<Record<CodeSchemeId, CodeScheme>> = {
  classic: {
    id: 'classic',
    edition: { zh: '现行版：6＋2＋2＋6', en: 'classic edition: 6 + 2 + 2 + 6' },
    majorDigits: 2,
    minorDigits: 2,
    sequenceDigits: 6,
  },
  draft: {
    id: 'draft',
    edition: { zh: '新版草案：6＋2＋3＋5', en: 'newer draft: 6 + 2 + 3 + 5' },
    majorDigits: 2,
    minorDigits: 3,
    sequenceDigits: 5,
  },
};

export interface CodeParts {
  readonly districtId: string;
  /** Major and minor class together, as the catalogue names them. */
  readonly classCode: string;
  readonly sequence: number;
}

export const classDigits = (scheme: CodeScheme): number => scheme.majorDigits + scheme.minorDigits;
export const lastSequence = (scheme: CodeScheme): number => 10 ** scheme.sequenceDigits - 1;

export const isClassCode = (scheme: CodeScheme, text: string): boolean =>
  text.length === classDigits(scheme) && /^[0-9]+$/.test(text);

/** Of the classes that lists name, those of an edition; undefined where there are none: lists that are not
 *  there yet, or of the other edition, say nothing of any class. */
export function declaredOf(
  scheme: CodeScheme,
  classes: readonly string[],
): ReadonlySet<string> | undefined {
  const own = classes.filter((one) => isClassCode(scheme, one));
  return own.length === 0 ? undefined : new Set(own);
}

/** Undefined: not sixteen digits, or a sequence of nothing but zeros. */
export function parseCode(scheme: CodeScheme, code: string): CodeParts | undefined {
  if (code.length !== CODE_DIGITS || !/^[0-9]+$/.test(code)) return undefined;
  const classEnd = COUNTY_DIGITS + classDigits(scheme);
  const sequence = Number(code.slice(classEnd));
  if (sequence === 0) return undefined;
  return {
    districtId: code.slice(0, COUNTY_DIGITS),
    classCode: code.slice(COUNTY_DIGITS, classEnd),
    sequence,
  };
}

export function formatCode(scheme: CodeScheme, parts: CodeParts): string {
  const { districtId, classCode, sequence } = parts;
  assert(/^[0-9]{6}$/.test(districtId), `not a county code: ${districtId}`);
  assert(isClassCode(scheme, classCode), `not a class of this edition: ${classCode}`);
  const isInside = Number.isInteger(sequence) && sequence >= 1 && sequence <= lastSequence(scheme);
  assert(isInside, `no such sequence in this edition: ${sequence}`);
  return `${districtId}${classCode}${String(sequence).padStart(scheme.sequenceDigits, '0')}`;
}

/** `500151 01 02 000017`: as printed on a plate; two digits more where the thing is monitored. */
export function tellCode(scheme: CodeScheme, code: string, monitorPoint: string | null = null): string {
  const majorEnd = COUNTY_DIGITS + scheme.majorDigits;
  const minorEnd = majorEnd + scheme.minorDigits;
  const parts = [
    code.slice(0, COUNTY_DIGITS),
    code.slice(COUNTY_DIGITS, majorEnd),
    code.slice(majorEnd, minorEnd),
  ];
  return [...parts, code.slice(minorEnd), ...(monitorPoint === null ? [] : [monitorPoint])].join(' ');
}
