// Unfinished reports in the pocket: their words under one name, each picture under its own, so that typing a
// letter never writes megabytes again. One is on the form; others may have been laid aside while a refused
// one is being mended. What is kept belongs to one person; nobody else on this phone reads it.
import {
  type Pocket,
  pocket,
  type PocketName,
  type PocketRecord,
} from '../../../platform/web/outbox/pocket.ts';
import { type FieldPicture, type FieldReport, isUntouched, lightOf, reviveReport } from './field-report.ts';

const ON_FORM = 'field.report';
const ASIDE = 'field.aside.';

const pictureName = (key: string): string => `field.picture.${key}`;
/** Pictures that lie in the pocket already; a picture never changes under its key. */
const written = new WeakMap<Pocket, Set<string>>();

function writtenIn(of: Pocket): Set<string> {
  const known = written.get(of) ?? new Set();
  written.set(of, known);
  return known;
}

const pictureRecords = (pictures: readonly FieldPicture[]): readonly PocketRecord[] =>
  pictures.map(({ key, bytes }) => ({ kind: 'draft', id: pictureName(key), value: bytes }));

/** The report as records of the pocket, whole. */
export const recordsOf = (report: FieldReport, name: string = ON_FORM): readonly PocketRecord[] => [
  { kind: 'draft', id: name, value: lightOf(report) },
  ...pictureRecords(report.pictures),
];

/** What is forgotten once a report has gone. */
export const namesOf = (report: FieldReport, name: string = ON_FORM): readonly PocketName[] => [
  { kind: 'draft', id: name },
  ...report.pictures.map(({ key }): PocketName => ({ kind: 'draft', id: pictureName(key) })),
];

/** Throws PocketFull. Nothing is written where nobody is signed in. */
export async function keepReport(report: FieldReport, name: string = ON_FORM): Promise<void> {
  const of = pocket.current();
  if (!of) return;
  if (isUntouched(report)) {
    await of.remove('draft', name);
    return;
  }
  const known = writtenIn(of);
  const fresh = report.pictures.filter(({ key }) => !known.has(key));
  await of.putMany([{ kind: 'draft', id: name, value: lightOf(report) }, ...pictureRecords(fresh)]);
  for (const { key } of fresh) known.add(key);
}

type Light = Omit<FieldPicture, 'bytes'>;

/** Undefined when nothing, or nothing readable, was kept. A picture that the device has lost is left out. */
export async function findReport(name: string = ON_FORM): Promise<FieldReport | undefined> {
  const of = pocket.current();
  const light = reviveReport(await of?.get('draft', name));
  if (!light || !of) return undefined;
  const pictures: FieldPicture[] = [];
  for (const picture of light.pictures as readonly Light[]) {
    const bytes = await of.get('draft', pictureName(picture.key));
    if (!(bytes instanceof ArrayBuffer)) continue;
    writtenIn(of).add(picture.key);
    pictures.push({ ...picture, bytes });
  }
  const report = { ...light, pictures };
  return isUntouched(report) ? undefined : report;
}

export async function forgetReport(report: FieldReport, name: string = ON_FORM): Promise<void> {
  noteGone(report);
  await pocket.current()?.putMany([], namesOf(report, name));
}

/** Its pictures have left the pocket by another writing. */
export function noteGone(report: FieldReport): void {
  const of = pocket.current();
  for (const { key } of report.pictures) if (of) writtenIn(of).delete(key);
}

export async function forgetPicture(key: string): Promise<void> {
  const of = pocket.current();
  if (of) writtenIn(of).delete(key);
  await of?.remove('draft', pictureName(key));
}

export const keepAside = (report: FieldReport): Promise<void> => keepReport(report, ASIDE + report.intent);

/** It is on the form still: only the second record of it goes. */
export const dropAside = async ({ intent }: FieldReport): Promise<void> =>
  pocket.current()?.remove('draft', ASIDE + intent);

/** One that was laid aside, put back in its place; undefined when there is none. */
export async function takeAside(): Promise<FieldReport | undefined> {
  const of = pocket.current();
  const name = (await of?.ids('draft'))?.find((id) => id.startsWith(ASIDE));
  if (!of || name === undefined) return undefined;
  const aside = await findReport(name);
  if (aside) await keepReport(aside);
  await of.remove('draft', name);
  return aside;
}
