// Metres of Gauss–Krüger for tests, by the power series that surveyors' handbooks give: what unprojects is
// held against another road than its own. A millimetre within three degrees of the meridian.
const RADIANS = Math.PI / 180;
const SEMI_MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const SQUARED = FLATTENING * (2 - FLATTENING);
const SECOND = SQUARED / (1 - SQUARED);

/** From the equator along a meridian, summed in small steps: nothing to get wrong. */
function arcMetres(lat: number): number {
  const steps = 4_000;
  const curvature = (at: number) => (SEMI_MAJOR * (1 - SQUARED)) / (1 - SQUARED * Math.sin(at) ** 2) ** 1.5;
  const step = lat / steps;
  let sum = curvature(0) + curvature(lat);
  for (let n = 1; n < steps; n += 1) sum += (n % 2 === 1 ? 4 : 2) * curvature(n * step);
  return (sum * step) / 3;
}

/** Metres to the east and to the north; `falseEasting` with the zone before it where there is one. */
export function gaussMetres(
  [lon, lat]: readonly [number, number],
  meridian: number,
  falseEasting = 500_000,
): [x: number, y: number] {
  const phi = lat * RADIANS;
  const [sine, cosine] = [Math.sin(phi), Math.cos(phi)];
  const t2 = (sine / cosine) ** 2;
  const eta2 = SECOND * cosine * cosine;
  const across = SEMI_MAJOR / Math.sqrt(1 - SQUARED * sine * sine);
  const p = (lon - meridian) * RADIANS * cosine;
  const y =
    arcMetres(phi) +
    across *
      (sine / cosine) *
      (p ** 2 / 2 +
        (p ** 4 / 24) * (5 - t2 + 9 * eta2 + 4 * eta2 ** 2) +
        (p ** 6 / 720) * (61 - 58 * t2 + t2 ** 2 + 270 * eta2 - 330 * eta2 * t2));
  const x =
    across *
    (p +
      (p ** 3 / 6) * (1 - t2 + eta2) +
      (p ** 5 / 120) * (5 - 18 * t2 + t2 ** 2 + 14 * eta2 - 58 * eta2 * t2) +
      (p ** 7 / 5040) * (61 - 479 * t2 + 179 * t2 ** 2 - t2 ** 3));
  return [x + falseEasting, y];
}

/** As ArcGIS writes it beside a Shapefile. */
export const gaussPrj = (meridian: number, falseEasting = 500_000): string =>
  `PROJCS["CGCS2000_3_Degree_GK_CM_${meridian}E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",` +
  'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  `UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],` +
  `PARAMETER["False_Easting",${falseEasting}.0],` +
  `PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],` +
  'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
