// A table on its way to somebody: what a cell may be, and what makes a text harmless to the program that
// opens it. The writers beside this file take rows as they come and hold no more than a page of them.

/** A number is written as one; everything else as the text it is, never as a formula. */
export type Cell = string | number | null;
export type Page = readonly (readonly Cell[])[];

/** Control characters that no XML may hold are left out; half of a broken pair shows as such. */
export const plainText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
  Buffer.from(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')).toString();

/** What a spreadsheet would take for the beginning of a formula, a macro or a link to another program. */
const BEGINS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** For formats in which a cell is only text: a quote before it keeps it one. */
export const harmless = (text: string): string => (BEGINS_FORMULA.test(text) ? `'${text}` : text);
