// What a screen says beside a button before it is pressed, as named functions that the flow lists. A warning
// stops nobody: what must not be done is a guard's.
import type { CaseFile } from './case-file.ts';
import { SUB_CENTRE } from './levels.ts';
import type { Directory } from './moment.ts';

export type WarningName = 'coUnitsSilent';

export interface Warning {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A sub-centre that sent a unit of its own stays beside it without a share: no result of it is awaited. */
export const isOnlyBeside = (
  { unitId }: Pick<CaseFile, 'unitId'>, id: string, directory: Directory,
): boolean =>
  directory.unit(id)?.specialty === SUB_CENTRE && directory.unitsBelow(id).some((unit) => unit.id === unitId);

/** The co-units that have not said what they did. */
function silentCoUnits(file: CaseFile, directory: Directory): readonly string[] {
  const { coUnitIds, coResults = [] } = file;
  return coUnitIds.filter((id) =>
    !coResults.some((one) => one.unitId === id) && !isOnlyBeside(file, id, directory));
}

function coUnitsSilent(file: CaseFile, directory: Directory): Warning | undefined {
  const units = silentCoUnits(file, directory).map((id) => directory.unit(id));
  if (units.length === 0) return undefined;
  const zh = units.map((unit) => unit?.name ?? '').filter(Boolean).join('、');
  const en = units.map((unit) => unit?.nameEn ?? '').filter(Boolean).join(', ');
  return {
    code: 'cases.co_units_silent',
    // A phone may not know every unit by name.
    zh: `协办单位尚未反馈${zh ? `：${zh}` : ''}。`,
    en: `Co-units have not said yet what they did${en ? `: ${en}` : ''}.`,
  };
}

export const WARNINGS: Readonly<
  Record<WarningName, (file: CaseFile, directory: Directory) => Warning | undefined>
> = { coUnitsSilent };
