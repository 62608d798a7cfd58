// From metres of a transverse Mercator projection (Gauss–Krüger, UTM) to degrees, by Krüger's series to the
// fourth power of the third flattening: a thousandth of a millimetre within a thousand kilometres of the
// meridian. Beyond that it answers nothing, since metres out there are of another zone, or swapped.

export interface Meridian {
  /** Metres. */
  readonly semiMajor: number;
  readonly inverseFlattening: number;
  /** Degrees. */
  readonly lon: number;
  readonly originLat: number;
  readonly scale: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
}

export type Unproject = (x: number, y: number) => [lon: number, lat: number] | undefined;

const RADIANS = Math.PI / 180;
const FARTHEST_EAST_METRES = 1_000_000;
const FARTHEST_NORTH_METRES = 9_400_000;
const ROUNDS = 5;

const polynomial = (n: number, factors: readonly number[]): number =>
  factors.reduceRight((sum, factor) => (sum + factor) * n, 0);

const backwardSeries = (n: number): readonly number[] => [
  polynomial(n, [1 / 2, -2 / 3, 37 / 96, -1 / 360]),
  polynomial(n, [0, 1 / 48, 1 / 15, -437 / 1440]),
  polynomial(n, [0, 0, 17 / 480, -37 / 840]),
  polynomial(n, [0, 0, 0, 4397 / 161_280]),
];
const forwardSeries = (n: number): readonly number[] => [
  polynomial(n, [1 / 2, -2 / 3, 5 / 16, 41 / 180]),
  polynomial(n, [0, 13 / 48, -3 / 5, 557 / 1440]),
  polynomial(n, [0, 0, 61 / 240, -103 / 140]),
  polynomial(n, [0, 0, 0, 49_561 / 161_280]),
];

/** The tangent of the conformal latitude, from that of the latitude itself. */
function conformal(tau: number, e: number): number {
  const root = Math.hypot(1, tau);
  const sigma = Math.sinh(e * Math.atanh((e * tau) / root));
  return tau * Math.hypot(1, sigma) - sigma * root;
}

/** The way back, by Newton's steps; each doubles the digits. */
function unconformal(target: number, e: number): number {
  const rest = 1 - e * e;
  let tau = target / rest;
  for (let round = 0; round < ROUNDS; round += 1) {
    const reached = conformal(tau, e);
    const root = Math.hypot(1, tau);
    tau += ((target - reached) / Math.hypot(1, reached)) * ((1 + rest * tau * tau) / (rest * root));
  }
  return tau;
}

export function unprojectorOf(meridian: Meridian): Unproject {
  const { semiMajor, inverseFlattening, lon, originLat, scale, falseEasting, falseNorthing } = meridian;
  const flattening = inverseFlattening === 0 ? 0 : 1 / inverseFlattening;
  const n = flattening / (2 - flattening);
  const e = Math.sqrt(flattening * (2 - flattening));
  const quarter = (semiMajor / (1 + n)) * (1 + (n * n) / 4 + n ** 4 / 64);
  const backward = backwardSeries(n);
  const start = Math.atan(conformal(Math.tan(originLat * RADIANS), e));
  const origin = forwardSeries(n).reduce((sum, a, j) => sum + a * Math.sin(2 * (j + 1) * start), start);
  return (x, y) => {
    const [east, north] = [(x - falseEasting) / scale, (y - falseNorthing) / scale + origin * quarter];
    if (!(Math.abs(east) <= FARTHEST_EAST_METRES && Math.abs(north) <= FARTHEST_NORTH_METRES)) {
      return undefined;
    }
    let [xi, eta] = [north / quarter, east / quarter];
    const [xi0, eta0] = [xi, eta];
    for (const [j, b] of backward.entries()) {
      const twice = 2 * (j + 1);
      xi -= b * Math.sin(twice * xi0) * Math.cosh(twice * eta0);
      eta -= b * Math.cos(twice * xi0) * Math.sinh(twice * eta0);
    }
    const tau = unconformal(Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi)), e);
    return [lon + Math.atan2(Math.sinh(eta), Math.cos(xi)) / RADIANS, Math.atan(tau) / RADIANS];
  };
}
