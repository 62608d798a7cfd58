// The two facts of a photo's EXIF that the city needs: where and when. Everything else (camera, owner) is
// dropped with the re-encoding. EXIF is written by anyone: nonsense is no fact, never an error.
import readExif from 'exif-reader';
import { isOnEarth } from '../../../kernel/geo.ts';
import { CHINA_OFFSET_MINUTES, type Instant } from '../../../kernel/instant.ts';

export interface PhotoFacts {
  readonly takenAt?: Instant;
  /** `assumed`: the camera named no zone, and China's was taken. */
  readonly takenAtZone?: 'stated' | 'assumed';
  readonly lon?: number;
  readonly lat?: number;
}

/** Degrees, minutes, seconds and a hemisphere → signed degrees. */
function degrees(parts: unknown, hemisphere: unknown, negative: string): number | undefined {
  if (!Array.isArray(parts) || parts.length < 2) return undefined;
  const [d = 0, m = 0, s = 0] = parts.map(Number);
  const value = d + m / 60 + s / 3_600;
  if (!Number.isFinite(value) || typeof hemisphere !== 'string') return undefined;
  return hemisphere.trim().toUpperCase().startsWith(negative) ? -value : value;
}

function offsetMinutes(text: unknown): number | undefined {
  const match = /^([+-])(\d{2}):(\d{2})/.exec(typeof text === 'string' ? text : '');
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return minutes > 14 * 60 ? undefined : match[1] === '-' ? -minutes : minutes;
}

function timeFacts(photo: Readonly<Record<string, unknown>> | undefined): PhotoFacts {
  // The reader gives the camera's wall time as if it were UTC.
  const wall = photo?.DateTimeOriginal;
  if (!(wall instanceof Date) || Number.isNaN(wall.getTime()) || wall.getUTCFullYear() < 1990) return {};
  const stated = offsetMinutes(photo?.OffsetTimeOriginal);
  const takenAt = wall.getTime() - (stated ?? CHINA_OFFSET_MINUTES) * 60_000;
  return { takenAt, takenAtZone: stated === undefined ? 'assumed' : 'stated' };
}

function placeFacts(gps: Readonly<Record<string, unknown>> | undefined): PhotoFacts {
  const lat = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'S');
  const lon = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'W');
  if (lat === undefined || lon === undefined || !isOnEarth({ lon, lat })) return {};
  // Phones without a fix write zeros.
  return lat === 0 && lon === 0 ? {} : { lon, lat };
}

/** @param exif the raw block as the decoder hands it out */
export function readPhotoFacts(exif: Uint8Array | undefined): PhotoFacts {
  if (!exif) return {};
  try {
    const tags = readExif(Buffer.from(exif));
    return { ...timeFacts(tags.Photo), ...placeFacts(tags.GPSInfo) };
  } catch (error) {
    // A block that can't be parsed holds no facts; any other error is ours.
    if (error instanceof Error) return {};
    throw error;
  }
}
