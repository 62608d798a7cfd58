// A finished report as an entry of the outbox, and a refused entry as a report to be mended. Pure.
import type { Entry, NewEntry } from '../../../platform/web/outbox/entry.ts';
import type { Language } from '../../../ui/words/language.tsx';
import {
  bodyOfReport,
  FIELD_OF,
  type FieldPicture,
  type FieldReport,
  lightOf,
  reviveReport,
  wordsOf,
} from './field-report.ts';

export interface Made {
  readonly label: string;
  readonly language: Language;
}

/** `joinCaseId`: it is the same matter as that case. */
export function entryOf(report: FieldReport, { label, language }: Made, joinCaseId?: string): NewEntry {
  const isJoin = joinCaseId !== undefined;
  const words = wordsOf(report, language);
  const url = isJoin ? `/api/cases/${joinCaseId}/join` : '/api/cases';
  return {
    id: report.intent,
    url: !isJoin && report.kind === 'solved' ? '/api/cases/solved' : url,
    body: isJoin ? (words === '' ? {} : { words }) : bodyOfReport(report, language),
    label,
    origin: lightOf(report),
    pictures: report.pictures.map(({ key, shot, bytes, type }) => ({
      key,
      bytes,
      type,
      field: isJoin ? 'photoIds' : FIELD_OF[shot],
    })),
    ...(isJoin ? { about: joinCaseId } : {}),
  };
}

/** Made here, and of a version that can still be read. */
export const isOfReport = ({ origin }: Pick<Entry, 'origin'>): boolean => reviveReport(origin) !== undefined;

/** Pictures go in order, each acknowledged by itself: of a refused entry the first without an id is the one
 *  that the server did not take. Undefined: all were taken, the words are to blame. */
export const refusedPicture = ({
  pictures,
  trouble,
}: Pick<Entry, 'pictures' | 'trouble'>): string | undefined =>
  trouble === undefined ? undefined : pictures.find(({ photoId }) => photoId === undefined)?.key;

/** Another command from now on, so with an id of its own; `bytes` by key, a lost picture is left out.
 *  Undefined: it was no report, or one of a version that is not read any more. */
export function mendable(
  entry: Pick<Entry, 'origin' | 'pictures' | 'trouble'>,
  bytes: ReadonlyMap<string, ArrayBuffer>,
  intent: string,
): FieldReport | undefined {
  const found = reviveReport(entry.origin);
  if (!found) return undefined;
  const refused = refusedPicture(entry);
  const why = entry.trouble?.detail;
  const pictures = found.pictures.flatMap((picture): FieldPicture[] => {
    const own = bytes.get(picture.key);
    if (!own) return [];
    const { fault: _, ...rest } = picture;
    return [{ ...rest, bytes: own, ...(picture.key === refused && why !== undefined ? { fault: why } : {}) }];
  });
  const { trouble: _, ...rest } = found;
  const trouble = refused === undefined && why !== undefined ? { trouble: why } : {};
  return { ...rest, ...trouble, intent, pictures };
}
