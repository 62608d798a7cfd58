// Makes typed text comparable: full-width letters and digits to plain ones, odd spaces to one space.
// It never changes Chinese words.

const FULL_WIDTH_SHIFT = 0xfee0;

/** `２紧急　工作时 ` → `2紧急 工作时`. */
export function tidyText(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ')
    .trim();
}

/** Tidies spaces, letters and digits but leaves Chinese punctuation as it was written. */
export function plainText(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ')
    .trim();
}

/** For matching: tidied, lower case, without punctuation and spaces between Chinese characters. */
export function matchText(text: string): string {
  return tidyText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])/g, '')
    .trim();
}
