// An unfinished report on the device: its words under one name, each picture under its own. What is kept
// belongs to one person; nobody else on this phone sees it.
import { findPicture, forgetPicture, keepPicture } from '../../../platform/web/outbox/kept-pictures.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { type FieldPicture, type FieldReport, isUntouched, reviveReport } from './field-report.ts';

const nameOf = (owner: string): string => `field.report.${owner}`;

export async function keepReport(owner: string, report: FieldReport): Promise<void> {
  if (isUntouched(report)) {
    await kept.forget(nameOf(owner));
    return;
  }
  for (const { key, bytes } of report.pictures) await keepPicture(key, bytes);
  const pictures = report.pictures.map(({ bytes: _, ...rest }) => rest);
  await kept.keep(nameOf(owner), { ...report, pictures });
}

type Light = Omit<FieldPicture, 'bytes'>;

/** Undefined when nothing, or nothing readable, was kept. A picture that the device has lost is left out. */
export async function findReport(owner: string): Promise<FieldReport | undefined> {
  const light = reviveReport(await kept.read(nameOf(owner)));
  if (!light) return undefined;
  const pictures: FieldPicture[] = [];
  for (const picture of light.pictures as readonly Light[]) {
    const bytes = await findPicture(picture.key);
    if (bytes) pictures.push({ ...picture, bytes });
  }
  const report = { ...light, pictures };
  return isUntouched(report) ? undefined : report;
}

export async function forgetReport(owner: string, report: FieldReport): Promise<void> {
  await kept.forget(nameOf(owner));
  for (const { key } of report.pictures) await forgetPicture(key);
}
