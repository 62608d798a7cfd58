// Reads the tokens file and computes WCAG 2 contrast, so that a colour can't become unreadable unnoticed.

export type Colours = Readonly<Record<string, string>>;

/** The `--name: value;` lines of the first rule whose selector is exactly `selector`. */
export function readBlock(css: string, selector: string): Colours {
  const start = css.indexOf(`\n${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no block ${selector}`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

/** Follows `var(--x)` to a colour written as #rrggbb. */
export function colourOf(colours: Colours, name: string): string {
  const value = colours[name];
  if (value === undefined) throw new Error(`no token --${name}`);
  const link = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  return link === undefined ? value : colourOf(colours, link);
}

const channels = (hex: string): readonly [number, number, number] => {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1];
  if (digits === undefined) throw new Error(`not #rrggbb: ${hex}`);
  const number = Number.parseInt(digits, 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
};

/** Relative luminance, 0 black to 1 white (WCAG 2.2, definition "relative luminance"). */
export function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
