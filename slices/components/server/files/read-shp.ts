// The shapes of a Shapefile, one after the other, as GeoJSON geometries.
import {
  areaOfRings,
  readShape,
  readShpHead,
  SHP_HEAD_BYTES,
  SHP_RECORD_HEAD_BYTES,
  type Shape,
  type ShpHead,
  shapeBytes,
} from '../../../../kernel/formats/shape-record.ts';
import { systemRefused, Taker, unreadable } from './byte-source.ts';

const MOST_RECORD_BYTES = 20_000_000;
const MOST_DEGREES = 360;

/** As GeoJSON says it: one of a kind is not several. */
function geometryOf(shape: Shape): unknown {
  if (shape.kind === 'none') return { type: 'none' };
  if (shape.kind === 'point') return { type: 'Point', coordinates: shape.at };
  if (shape.kind === 'points') return { type: 'MultiPoint', coordinates: shape.at };
  if (shape.kind === 'other') return { type: `shape ${shape.type}` };
  const parts = shape.kind === 'line' ? shape.parts : areaOfRings(shape.parts);
  const kind = shape.kind === 'line' ? 'LineString' : 'Polygon';
  return parts.length === 1
    ? { type: kind, coordinates: parts[0] }
    : { type: `Multi${kind}`, coordinates: parts };
}

/** No longitude is beyond 180: such numbers are metres of a projection that nobody has named. */
function checkExtent({ box }: ShpHead): void {
  const [west, south, east, north] = box;
  if (!box.some((edge) => Math.abs(edge) > MOST_DEGREES)) return;
  throw systemRefused({ fault: 'unnamed', name: `${west} … ${east}, ${south} … ${north}` });
}

/** Throws Refused `component.file_unreadable`, `component.file_projected`. */
export async function* readShp(
  stretches: AsyncIterable<Uint8Array>,
  isNamed: boolean,
): AsyncGenerator<unknown> {
  const taker = new Taker(stretches);
  try {
    const first = await taker.take(SHP_HEAD_BYTES);
    const head = first && readShpHead(first);
    if (!head) throw unreadable('shp_damaged');
    if (!isNamed) checkExtent(head);
    for (;;) {
      const recordHead = await taker.take(SHP_RECORD_HEAD_BYTES);
      if (!recordHead) return;
      const bytes = shapeBytes(recordHead);
      if (bytes < 4 || bytes > MOST_RECORD_BYTES) throw unreadable('shp_damaged');
      const record = await taker.take(bytes);
      if (!record) throw unreadable('cut_short');
      const shape = readShape(record);
      if (shape === 'damaged') throw unreadable('shp_damaged');
      yield geometryOf(shape);
    }
  } finally {
    await taker.end();
  }
}
