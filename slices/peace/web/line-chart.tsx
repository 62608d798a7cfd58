// A line over time, drawn as it is given; a hole stays a hole. It says nothing that the table under it does
// not say: for screen readers it is a picture with a name.
import { useText } from '../../../ui/words/texts.ts';
import { peaceTexts } from './peace-texts.ts';

interface ChartPoint {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 200, 56, 28, 12];
const MOST_LABELS = 6;

interface Spot extends ChartPoint {
  readonly x: number;
  readonly y: number | null;
}

/** Runs of known points, so that no line crosses what is not known. */
export function runsOf(spots: readonly Spot[]): readonly (readonly Spot[])[] {
  const runs: Spot[][] = [[]];
  for (const spot of spots) {
    if (spot.y === null) runs.push([]);
    else runs.at(-1)?.push(spot);
  }
  return runs.filter((run) => run.length > 0);
}

/** From nought, so that a small change looks small; up to `top`, or to the largest there is. */
export function spotsOf(
  points: readonly ChartPoint[],
  top?: number,
): { spots: readonly Spot[]; most: number } {
  const most = top ?? Math.max(1, ...points.map(({ value }) => value ?? 0));
  const step = points.length > 1 ? (WIDTH - LEFT - 12) / (points.length - 1) : 0;
  const high = HEIGHT - BOTTOM - TOP;
  const spots = points.map((point, at) => ({
    ...point,
    x: LEFT + at * step,
    y: point.value === null ? null : TOP + high * (1 - point.value / most),
  }));
  return { spots, most };
}

interface LineChartProps {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  /** Where the scale ends; left out, at the largest value. */
  readonly top?: number;
}

export function LineChart({ name, points, top }: LineChartProps) {
  const t = useText(peaceTexts);
  const { spots, most } = spotsOf(points, top);
  const every = Math.ceil(points.length / MOST_LABELS);
  const base = HEIGHT - BOTTOM;
  return (
    <svg
      className="gl-peace-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name} ${t.chart}`}
    >
      <line x1={LEFT} y1={base} x2={WIDTH} y2={base} />
      <line x1={LEFT} y1={TOP} x2={WIDTH} y2={TOP} className="is-top" />
      <text x={LEFT - 6} y={TOP + 4} textAnchor="end">
        {String(Math.round(most * 100) / 100)}
      </text>
      <text x={LEFT - 6} y={base} textAnchor="end">
        0
      </text>
      {runsOf(spots).map((run) => (
        <polyline key={run[0]?.key} points={run.map(({ x, y }) => `${x},${y}`).join(' ')} />
      ))}
      {spots.map(({ key, label, x, y }, at) => (
        <g key={key}>
          {y === null ? null : <circle cx={x} cy={y} r={3.5} />}
          {at % every === 0 ? (
            <text x={x} y={HEIGHT - 8} textAnchor={at === 0 ? 'start' : 'middle'}>
              {label}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
