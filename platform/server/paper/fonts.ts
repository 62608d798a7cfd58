// The font of printed sheets: none of the fonts that every PDF reader has can write Chinese, so one comes
// with the product (OFL). Read when the first sheet is printed, and only in the thread that prints.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WEIGHTS = { text: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const;
export type FontName = keyof typeof WEIGHTS;

const read = new Map<FontName, Buffer>();

export function fontBytes(name: FontName): Buffer {
  const known = read.get(name);
  if (known) return known;
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  const bytes = readFileSync(join(dirname(entry), '..', 'fonts', WEIGHTS[name]));
  read.set(name, bytes);
  return bytes;
}
