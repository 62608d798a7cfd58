// A case's number as people read it aloud: district (6) + local date (8) + sequence (7) + check digit.
// The check digit is ISO/IEC 7064 MOD 11,10: it catches every single wrong digit and nearly every swap.
import { CHINA_OFFSET_MINUTES, localDate, type Instant } from '../../../kernel/instant.ts';

const SEQUENCE_DIGITS = 7;
const SEQUENCES = 10 ** SEQUENCE_DIGITS;
const SHAPE = /^(\d{6})(\d{4})(\d{2})(\d{2})(\d{7})(\d)$/;

export function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/** `sequence` may grow for ever; ten million numbers a day and district keep apart. */
export function caseNumber(
  districtId: string, at: Instant, sequence: number, offsetMinutes = CHINA_OFFSET_MINUTES,
): string {
  const date = localDate(at, offsetMinutes).replaceAll('-', '');
  const digits = `${districtId}${date}${String(sequence % SEQUENCES).padStart(SEQUENCE_DIGITS, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

export interface NumberParts {
  readonly districtId: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sequence: number;
}

/** Reads a number as typed (spaces and hyphens allowed); undefined when the check digit does not fit. */
export function parseCaseNumber(text: string): NumberParts | undefined {
  const digits = text.replace(/[\s-]/g, '');
  const match = SHAPE.exec(digits);
  if (!match || checkDigit(digits.slice(0, -1)) !== Number(digits.slice(-1))) return undefined;
  const [, districtId = '', year = '', month = '', day = '', sequence = ''] = match;
  return { districtId, date: `${year}-${month}-${day}`, sequence: Number(sequence) };
}
