// Draws the demo district as an SVG map, to look at: does it look like a district?
// Pure; never used by a screen.
import type { DemoComponent } from './components.ts';
import type { Position } from './bend.ts';
import { toPlane } from './bend.ts';
import type { DemoPlaces } from './district.ts';

const FILLS = ['#fbe9e7', '#e3f2fd', '#e8f5e9', '#fffde7', '#ede7f6', '#e0f7fa', '#fff3e0', '#f1f8e9'];
const ROADS = {
  river: ['#5b9bd5', 9],
  arterial: ['#e08a2e', 4],
  secondary: ['#b9a36a', 2],
  branch: ['#c8c8c8', 0.8],
} as const;
const PIXELS_PER_METRE = 0.12;
const WIDTH = 1_400;
const HEIGHT = 1_100;

const place = (p: Position): string => {
  const [x, y] = toPlane(p);
  return `${(WIDTH / 2 + x * PIXELS_PER_METRE).toFixed(1)},${(HEIGHT / 2 - y * PIXELS_PER_METRE).toFixed(1)}`;
};

export function drawDistrict(places: DemoPlaces, components: readonly DemoComponent[] = []): string {
  const parks = new Set(places.parks.map((park) => park.gridPath));
  const polygons = places.areas
    .filter((area) => area.level === 'grid')
    .map((area) => {
      const street = Number(area.path.split('.')[1]) - 1;
      const fill = parks.has(area.path) ? '#a5d6a7' : FILLS[street % FILLS.length];
      return `<polygon points="${area.ring.map(place).join(' ')}" fill="${fill}"/>`;
    });
  const order = ['branch', 'secondary', 'arterial', 'river'] as const;
  const roads = order
    .flatMap((kind) => places.roads.filter((road) => road.kind === kind))
    .flatMap((road) => {
      const [colour, width] = ROADS[road.kind];
      const style = `fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"`;
      return road.lines.map((line) => `<polyline points="${line.map(place).join(' ')}" ${style}/>`);
    });
  const outline = places.areas
    .find((area) => area.level === 'district')
    ?.ring.map(place)
    .join(' ');
  const dots = components.map(({ lon, lat }) => {
    const [x, y] = place([lon, lat]).split(',');
    return `<circle cx="${x}" cy="${y}" r="0.7" fill="#c62828"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<rect width="100%" height="100%" fill="#f5f5f0"/>${polygons.join('')}${roads.join('')}${dots.join('')}` +
    `<polygon points="${outline}" fill="none" stroke="#555" stroke-width="1.5"/></svg>`
  );
}
