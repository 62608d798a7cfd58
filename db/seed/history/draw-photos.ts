// The demo's photos: simple pictures of our own, drawn as SVG and made into JPEG while seeding, so that no
// picture of a real place lies in the repository. Before and after are the same scene.
import sharp from 'sharp';
import type { PhotoKind } from '../demo/matters.ts';
import { between, type Rand, stream } from '../demo/random.ts';

export const PHOTO_KINDS: readonly PhotoKind[] = [
  'pothole',
  'rubbish',
  'lamp',
  'manhole',
  'tree',
  'water',
  'street',
  'poster',
  'fence',
  'rubble',
];
export const PHOTOS_EACH = 2;

const WIDTH = 800;
const HEIGHT = 600;

type Draw = (rand: Rand, isMended: boolean) => string;

const fine = (length: number): string => length.toFixed(1);
const rect = (x: number, y: number, w: number, h: number, fill: string, extra = ''): string =>
  `<rect x="${fine(x)}" y="${fine(y)}" width="${fine(w)}" height="${fine(h)}" fill="${fill}" ${extra}/>`;
const oval = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${fine(x)}" cy="${fine(y)}" rx="${fine(rx)}" ry="${fine(ry)}" fill="${fill}"/>`;

/** A jagged closed shape around a point. */
function blob(rand: Rand, x: number, y: number, size: number, fill: string): string {
  const points = Array.from({ length: 11 }, (_, i) => {
    const turn = (2 * Math.PI * i) / 11;
    const far = size * between(rand, 0.7, 1.15);
    return `${(x + far * Math.cos(turn)).toFixed(1)},${(y + far * 0.5 * Math.sin(turn)).toFixed(1)}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${fill}"/>`;
}

function scene(rand: Rand): string {
  const houses = Array.from({ length: 6 }, (_, i) => {
    const h = between(rand, 110, 240);
    const x = i * 140 + between(rand, -20, 10);
    const windows = Array.from({ length: 6 }, (__, w) =>
      rect(x + 16 + (w % 3) * 36, 300 - h + 22 + Math.floor(w / 3) * 50, 20, 26, '#dfe7ec'),
    ).join('');
    return rect(x, 300 - h, 126, h, `hsl(${between(rand, 18, 46)} 22% ${between(rand, 66, 80)}%)`) + windows;
  }).join('');
  return (
    rect(0, 0, WIDTH, 300, '#cfe0ea') +
    houses +
    rect(0, 290, WIDTH, 80, '#b9b4aa') +
    rect(0, 362, WIDTH, 8, '#8f8b84') +
    rect(0, 370, WIDTH, 230, '#6b6e72') +
    Array.from({ length: 5 }, (_, i) => rect(i * 180 + 30, 470, 90, 8, '#d8d4c0')).join('')
  );
}

const DRAWN: Readonly<Record<PhotoKind, Draw>> = {
  pothole: (rand, isMended) =>
    isMended
      ? blob(rand, 400, 510, 150, '#55585b')
      : blob(rand, 400, 510, 150, '#4a4640') +
        blob(rand, 405, 516, 110, '#2d2a27') +
        oval(395, 520, 60, 18, '#7e97a3'),
  rubbish: (rand, isMended) =>
    isMended
      ? oval(400, 350, 180, 12, '#c4c0b8')
      : Array.from({ length: 9 }, () =>
          blob(
            rand,
            between(rand, 270, 530),
            between(rand, 300, 380),
            between(rand, 30, 58),
            ['#2f3a3f', '#43525a', '#e8e6df', '#c76b4a'][Math.floor(rand() * 4)] ?? '#333',
          ),
        ).join(''),
  lamp: (_, isMended) =>
    rect(0, 0, WIDTH, HEIGHT, '#0b1626', 'opacity="0.62"') +
    rect(392, 90, 14, 290, '#3d4349') +
    rect(392, 84, 120, 10, '#3d4349') +
    oval(505, 100, 30, 12, isMended ? '#ffe9a8' : '#4a4f55') +
    (isMended ? '<polygon points="480,108 532,108 680,380 330,380" fill="#ffe9a8" opacity="0.35"/>' : ''),
  manhole: (_, isMended) =>
    oval(400, 490, 120, 46, '#3b3d3f') +
    (isMended
      ? oval(400, 488, 108, 40, '#7c7f82') +
        rect(330, 484, 140, 5, '#5d6063') +
        rect(397, 455, 5, 66, '#5d6063')
      : oval(400, 492, 104, 38, '#0f1011') + oval(560, 530, 110, 30, '#77797c')),
  tree: (rand, isMended) =>
    isMended
      ? rect(384, 180, 30, 190, '#6d5139') +
        blob(rand, 400, 170, 120, '#5f8a4d') +
        blob(rand, 350, 200, 80, '#6c9a57')
      : rect(384, 260, 30, 110, '#6d5139') +
        `<g transform="rotate(74 400 270)">${rect(388, 90, 24, 180, '#7b5c41')}` +
        `${blob(rand, 400, 90, 110, '#5f8a4d')}</g>`,
  water: (rand, isMended) =>
    isMended
      ? oval(400, 520, 260, 26, '#62666a')
      : rect(0, 410, WIDTH, 190, '#7f9aa8', 'opacity="0.85"') +
        Array.from({ length: 7 }, () =>
          oval(between(rand, 60, 740), between(rand, 430, 580), between(rand, 40, 110), 5, '#a9c0ca'),
        ).join(''),
  street: (rand, isMended) =>
    Array.from({ length: isMended ? 4 : 8 }, (_, i) => {
      const x = isMended ? 120 + i * 60 : between(rand, 60, 700);
      const y = isMended ? 330 : between(rand, 310, 410);
      return (
        `<circle cx="${x}" cy="${y + 26}" r="20" fill="none" stroke="#222" stroke-width="5"/>` +
        `<circle cx="${x + 52}" cy="${y + 26}" r="20" fill="none" stroke="#222" stroke-width="5"/>` +
        `<path d="M${x} ${y + 26} L${x + 24} ${y - 6} L${x + 52} ${y + 26}" ` +
        'stroke="#2a7f9e" stroke-width="6" fill="none"/>'
      );
    }).join(''),
  poster: (rand, isMended) =>
    rect(180, 60, 440, 300, '#cbb79c') +
    Array.from({ length: isMended ? 3 : 14 }, () => {
      const [x, y] = [between(rand, 190, 540), between(rand, 70, 290)];
      return isMended
        ? rect(x, y, 60, 44, '#c3ae92')
        : rect(x, y, 70, 50, ['#f4e04d', '#ffffff', '#f28d7a'][Math.floor(rand() * 3)] ?? '#fff') +
            rect(x + 8, y + 12, 50, 6, '#333') +
            rect(x + 8, y + 28, 36, 6, '#333');
    }).join(''),
  fence: (_, isMended) =>
    Array.from({ length: 9 }, (__, i) => {
      const isBent = !isMended && (i === 4 || i === 5);
      const bar =
        rect(60 + i * 80, 330, 10, 120, '#e7e9ea') +
        rect(60 + i * 80, 350, 80, 8, '#e7e9ea') +
        rect(60 + i * 80, 410, 80, 8, '#e7e9ea');
      return isBent ? `<g transform="rotate(${i === 4 ? 34 : -28} ${100 + i * 80} 450)">${bar}</g>` : bar;
    }).join(''),
  rubble: (rand, isMended) =>
    isMended
      ? ''
      : Array.from({ length: 26 }, () =>
          blob(
            rand,
            400 + between(rand, -1, 1) * 170,
            350 + between(rand, -1, 1) * 45,
            between(rand, 14, 40),
            ['#a7a29a', '#8c6f5c', '#d4cfc6', '#7d7a75'][Math.floor(rand() * 4)] ?? '#999',
          ),
        ).join(''),
};

/** One JPEG of some 15–30 KB. The same seed, kind and number give the same scene before and after. */
export async function drawPhoto(
  seed: number,
  kind: PhotoKind,
  number: number,
  isMended: boolean,
): Promise<Uint8Array> {
  const place = scene(stream(seed, `scene ${kind} ${number}`));
  const matter = DRAWN[kind](stream(seed, `matter ${kind} ${number}`), isMended);
  const size = `width="${WIDTH}" height="${HEIGHT}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${place}${matter}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 78 }).toBuffer();
}
