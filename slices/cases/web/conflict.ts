// When the server refuses what was done on the phone: what I did and on which state, what has happened since,
// and what can be done about it now. Pure; the card draws it, the outbox does it.
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Entry, NewEntry } from '../../../platform/web/outbox/entry.ts';
import { PICTURE_LOST } from '../../../platform/web/outbox/send-error.ts';
import { stepView } from '../core/case-view.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { workOf } from './my-work.ts';
import { judge } from './phone-judge.ts';
import type { PhoneKnows } from './phone-world.ts';
import { saidIn } from './step-words.ts';
import type { StepView } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

/** One of the pictures can't be taken, whatever the case is. */
export const isAboutPictures = ({ trouble, pictures }: Entry): boolean =>
  pictures.length > 0 &&
  trouble !== undefined &&
  (trouble.code.startsWith('files.') ||
    trouble.code === PICTURE_LOST ||
    trouble.code === 'cases.photo_unknown');

/** What I did, as a step would tell it. Undefined for what is no action on a case. */
export function mineOf(entry: Entry, of: PhoneCase, knows: PhoneKnows, at: Instant): StepView | undefined {
  const work = workOf(entry, at);
  const { actor } = knows;
  if (!work) return undefined;
  const edge = edgeOf(flowNamed(of.file.flow), work.action);
  const step = {
    seq: 0,
    action: work.action,
    fromState: entry.basis?.state ?? null,
    toState: edge?.to ?? '',
    at: work.madeAt,
    madeAt: null,
    actor: { kind: 'person' as const, as: '', personId: actor.personId, unitId: null },
    holderUnitId: null,
    body: work.body,
    visibility: 'internal' as const,
    reason: null,
    ended: null,
  };
  const names = new Map([actor, ...knows.colleagues].map((one) => [one.personId, one.name]));
  return stepView(flowNamed(of.file.flow), step, knows.directory, names);
}

/** What others did since, as far as the server has told it. */
export function sinceOf(entry: Entry, of: PhoneCase): readonly StepView[] {
  const { basis } = entry;
  return basis === undefined ? [] : of.held.view.steps.filter(({ seq }) => seq > basis.lastSeq);
}

const newOf = (entry: Entry): NewEntry => ({
  id: entry.id,
  url: entry.url,
  body: entry.body,
  label: entry.label,
  pictures: entry.pictures.map(({ key, field, type }) => ({ key, field, type, bytes: new ArrayBuffer(0) })),
  ...(entry.about === undefined ? {} : { about: entry.about }),
});

export const wouldBeTaken = (entry: Entry, of: PhoneCase, knows: PhoneKnows, at: Instant): boolean =>
  !isRefusal(judge(of, newOf(entry), knows, at));

export const wouldBeTakenWithoutPictures = (
  entry: Entry,
  of: PhoneCase,
  knows: PhoneKnows,
  at: Instant,
): boolean => !isRefusal(judge(of, { ...newOf(entry), pictures: [] }, knows, at));

export const mayNote = (of: PhoneCase): boolean => of.view.abilities.some(({ action }) => action === 'note');

/** What the person wrote, under what it was and when; undefined where nothing was written. */
export function typedIn({ label, body }: Pick<Entry, 'label' | 'body'>, when: string): string | undefined {
  const said = saidIn(body);
  return said.length === 0 ? undefined : [`${when} ${label}`.trim(), ...said].join('\n');
}

export interface NotePicture {
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** Mine as a note: everything I wrote and photographed stands in the case under my name. */
export function noteOf(
  entry: Entry,
  words: string,
  pictures: readonly NotePicture[],
  label: string,
  id: string,
): NewEntry {
  const about = entry.about ?? '';
  return {
    id,
    url: `/api/cases/${about}/note`,
    body: { words: words.slice(0, 2_000) },
    label,
    about,
    pictures: pictures.map((one) => ({ ...one, field: 'photoIds' })),
  };
}
