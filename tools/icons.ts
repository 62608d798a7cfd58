// Draws the installable app's PNG icons from the one SVG mark: `node --import tsx tools/icons.ts`.
// Run it when apps/public/icons/gridloop.svg changes, and commit the result.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

const folder = new URL('../apps/public/icons/', import.meta.url);
const mark = await readFile(new URL('gridloop.svg', folder), 'utf8');
// A mask may cut a circle out of the icon: the ground must reach the edges and the mark stay in the middle.
const maskable = mark
  .replace(' rx="5.5"', '')
  .replace('translate(2.4 2.4) scale(.8)', 'translate(5.4 5.4) scale(.55)');

const draw = (svg: string, size: number, name: string) =>
  sharp(Buffer.from(svg), { density: (72 * size) / 24 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(new URL(name, folder).pathname);

await draw(mark, 192, 'field-192.png');
await draw(mark, 512, 'field-512.png');
await draw(maskable, 512, 'field-maskable-512.png');
