// What of a person may be shown, and how. A phone number is masked unless it was unmasked for a purpose.
// This file must never decide who may unmask: that is policy.ts.
import type { Id } from '../../../kernel/id.ts';
import { SECOND } from '../../../kernel/duration.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

export type Language = 'zh' | 'en';
/** `left`: no longer works here; the name stays for the history, sign-in and posts are over. */
export type PersonState = 'active' | 'left';

export interface Person {
  readonly id: Id;
  readonly districtId: string;
  /** Where the person was taken on: who looks after someone without a post. */
  readonly areaPath: string;
  readonly name: string;
  readonly login: string | null;
  readonly language: Language;
  readonly state: PersonState;
}

/** An unmasked field is shown this long, then masked again on the screen. */
export const UNMASK_MS = 60 * SECOND;

/** `13812345678` → `138****5678`; short numbers keep only their last two digits. */
export function maskPhone(phone: string): string {
  const digits = Array.from(phone);
  if (digits.length < 8) return '*'.repeat(Math.max(0, digits.length - 2)) + digits.slice(-2).join('');
  return `${digits.slice(0, 3).join('')}${'*'.repeat(digits.length - 7)}${digits.slice(-4).join('')}`;
}

/** Spaces, dashes and the country code are how people write a number, not part of it. */
export const normalisePhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/[\s()\-.]/g, '')
    .replace(/^(\+|00)86(?=1\d{10}$)/, '');

const MOBILE = /^1\d{10}$/;
/** With its area code: 010, 02x, or 0 and three more; then seven or eight digits. */
const LANDLINE = /^0(10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;
const ABROAD = /^(\+|00)[1-9]\d{7,14}$/;

/** Whether one person may be reached by it; 110, 12345 and a short number of an exchange reach a desk. */
function isOfPerson(phone: string): boolean {
  const number = normalisePhone(phone);
  const inChina = /^(?:\+|00)86(.*)$/.exec(number)?.[1];
  if (inChina !== undefined) return MOBILE.test(inChina) || LANDLINE.test(`0${inChina}`);
  return MOBILE.test(number) || LANDLINE.test(number) || ABROAD.test(number);
}

/** The number in its plainest form, or the refusal that says what to write; it carries the number masked. */
export const checkPhone = (phone: string): string | Refusal =>
  isOfPerson(phone) ? normalisePhone(phone) : refuse('people.phone_unlikely', { phone: maskPhone(phone) });

/** Logins are compared without case and width: a phone keyboard capitalises, an IME widens. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();
