// Rules for passwords by evidence (NIST SP 800-63B): length, and not what anyone would try first.
// No composition rules, no forced change by date. This file must never see a hash.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

export const PASSWORD_MIN_LENGTH = 10;
/** Long enough for any phrase, short enough that hashing is no way to keep the server busy. */
export const PASSWORD_MAX_LENGTH = 128;
const MIN_DISTINCT = 5;
/** What must remain of a password once the person's own names are taken out of it. */
const MIN_OWN = 6;

/** Heads of the published lists of leaked passwords, Chinese ones included, that are long enough to pass. */
const COMMON: ReadonlySet<string> = new Set([
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'p@ssword123',
  'administrator',
  'admin12345',
  'admin123456',
  'admin@1234',
  'admin@12345',
  'admin@123456',
  'root123456',
  'test123456',
  'abc123456789',
  'a123456789',
  'aa123456789',
  'qq123456789',
  'woaini1314',
  'woaini520',
  'woaini1314520',
  '5201314520',
  '1314520520',
  'iloveyou520',
  'iloveyou1314',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  '1qaz2wsx3edc',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'zaq12wsxcde3',
  'asdfghjkl123',
  'zxcvbnm123',
  'zxcvbnm12345',
  'welcome123',
  'welcome1234',
  'changeme123',
  'letmein1234',
  '123456789a',
  '123456789abc',
  '1234567890a',
  'qazwsxedc123',
  'gridloop123',
  'gridloop1234',
  'wangge123456',
  '110110110110',
  '147258369147',
  '1472583690',
  '789456123789',
]);

const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const backwards = (text: string): string => Array.from(text).reverse().join('');
const ROWS_BOTH = [...ROWS, ...ROWS.map(backwards)];

/** The same phrase typed on another keyboard must give the same bytes. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

const isRun = (text: string): boolean => ROWS_BOTH.some((row) => row.includes(text));

/** Whether the text is one short piece over and over, such as `abcabcabcabc`. */
const isRepetition = (text: string): boolean => {
  const at = `${text}${text}`.indexOf(text, 1);
  return at < text.length && at <= 4;
};

export interface KnownAbout {
  readonly name: string;
  readonly login: string | null;
}

/** The normalised password, or why it is not taken. */
export function checkPassword(password: string, about: KnownAbout): string | Refusal {
  const text = normalisePassword(password);
  const length = Array.from(text).length;
  if (length < PASSWORD_MIN_LENGTH)
    return refuse('people.password_short', { minLength: PASSWORD_MIN_LENGTH });
  if (length > PASSWORD_MAX_LENGTH) return refuse('people.password_long', { maxLength: PASSWORD_MAX_LENGTH });
  const low = text.toLowerCase();
  let own = low;
  for (const known of [about.name, about.login ?? '']) {
    if (known.length > 1) own = own.split(normalisePassword(known).toLowerCase()).join('');
  }
  if (own.length < low.length && Array.from(own).length < MIN_OWN) return refuse('people.password_is_name');
  const isEasy = new Set(low).size < MIN_DISTINCT || COMMON.has(low) || isRun(low) || isRepetition(low);
  return isEasy ? refuse('people.password_common') : text;
}
