// What is typed when a reporter is looked for by number. Screens ask it too, because such words may travel in
// no address: an address lands in logs and histories.

/** Digits alone, so that `138 0013 8000` is found again as `13800138000`. */
export const plainPhone = (phone: string): string => phone.replace(/[^\d+]/g, '');

/** Four digits are the end of a number; a mobile or a fixed line with its area code is a whole one. */
const TAIL = /^\d{4}$/;
const WHOLE = /^(?:\+?86)?1\d{10}$|^0\d{9,11}$/;

export const isWholePhone = (digits: string): boolean => WHOLE.test(digits);

export function isPhoneSearch(text: string): boolean {
  const digits = plainPhone(text);
  return /^[\d\s+-]+$/.test(text) && (TAIL.test(digits) || isWholePhone(digits));
}
