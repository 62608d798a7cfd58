// Whether a draft would undo what came into force since its areas were taken. Pure.

/** The parts of a version that tell. */
export interface Begun {
  readonly id: string;
  readonly state: 'draft' | 'published' | 'retired';
  readonly basedOn: string | null;
  readonly copiedFrom: string | null;
  readonly copiedRevision: number | null;
  readonly startsAt: number | null;
}

interface InForce {
  readonly id: string;
  readonly revision: number;
}

/** An import was begun from no version, so it is told only while it waits for its day: it was agreed to
 *  against what was in force then. Begun with what came into force since, a draft undoes nothing of it. */
export function isOvertaken(version: Begun, inForce: InForce | undefined): boolean {
  const isBegunFromOne = version.copiedFrom !== null || version.startsAt !== null;
  if (version.state !== 'draft' || !isBegunFromOne) return false;
  if (version.basedOn === (inForce?.id ?? null)) return false;
  return version.copiedFrom !== inForce?.id || version.copiedRevision !== inForce?.revision;
}
