// A unit as one administrator has it open. Where another has saved meanwhile, what stands now is read again:
// what was typed stays, and the next sending is about that version. One that was closed is changed no more.
import { useState } from 'react';
import type { UnitKind } from '../../../kernel/rights.ts';
import { isRefused } from '../../../platform/web/api/errors.ts';
import type { Unit } from '../../people/core/unit.ts';
import { mergeTyped } from './merge-typed.ts';

export const unitNameIn = ({ name, nameEn }: Unit, language: 'zh' | 'en'): string =>
  language === 'zh' ? name : nameEn || name;

const formOf = (unit: Unit | undefined, areaPath: string) => ({
  code: unit?.code ?? '',
  name: unit?.name ?? '',
  nameEn: unit?.nameEn ?? '',
  phone: unit?.phone ?? '',
  kind: unit?.kind ?? ('department' as UnitKind),
  specialty: unit?.specialty ?? '',
  areaPath: unit?.areaPath ?? areaPath,
  parentId: unit?.parentId ?? '',
  /** Paths with a blank between: compared as they are written. */
  serves: unit?.serves.join(' ') ?? areaPath,
  why: '',
});

export type UnitFields = ReturnType<typeof formOf>;

export const pathsOf = ({ serves }: Pick<UnitFields, 'serves'>): readonly string[] =>
  serves.split(' ').filter((path) => path !== '');

export type ReadUnit = (id: string) => Promise<Unit | undefined>;

export function useUnitForm(unit: Unit | undefined, areaPath: string, readUnit: ReadUnit) {
  const [open, setOpen] = useState(() => {
    const read = formOf(unit, areaPath);
    return { read, form: read, version: unit?.version, theirs: {} as Partial<UnitFields>, isGone: false };
  });
  const readAgain = async (id: string) => {
    const now = await readUnit(id);
    if (!now) {
      setOpen((before) => ({ ...before, isGone: true }));
      return;
    }
    const read = formOf(now, areaPath);
    setOpen((before) => ({
      ...before,
      read,
      version: now.version,
      ...mergeTyped(before.read, before.form, read),
    }));
  };
  return {
    ...open,
    set: (change: Partial<UnitFields>) =>
      setOpen((before) => ({ ...before, form: { ...before.form, ...change } })),
    /** Reading may fail too: then nothing moves, and the next sending is refused and reads again. */
    onError: (error: Error) => {
      const isOld = isRefused(error, 'people.unit_changed') || isRefused(error, 'people.unit_closed');
      if (unit && isOld) void readAgain(unit.id).catch(() => undefined);
    },
  };
}
