// Files of areas on their way to a draft: what was picked, what each is and which of its fields says what. A
// second choice of files adds to the first; a file is taken out by hand alone.
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../ui/words/texts.ts';
import type { AreaLevel } from '../../areas/core/area.ts';
import { areaFileTexts } from './area-file-texts.ts';
import { type AreaFile, type FaultyFile, isFaulty } from './area-file.ts';
import { readAreaFiles } from './area-files.ts';

export const NAMED_FIELDS = ['code', 'nameField', 'nameEnField', 'parent'] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];

export interface PickedFile extends AreaFile {
  readonly id: number;
  readonly isLeftOut: boolean;
  readonly named: Readonly<Record<NamedField, string>>;
}

/** What we and most offices call them; anything else is chosen by hand. */
const GUESSES: Readonly<Record<NamedField, readonly string[]>> = {
  code: ['code', 'CODE', '编码', '代码'],
  nameField: ['name', 'NAME', '名称'],
  nameEnField: ['nameEn', 'NAME_EN', 'name_en', '英文名称'],
  parent: ['parent', 'PARENT', '上级编码'],
};

const guessed = (fields: readonly string[]): PickedFile['named'] => {
  const first = (field: NamedField) => GUESSES[field].find((name) => fields.includes(name)) ?? '';
  return {
    code: first('code'),
    nameField: first('nameField'),
    nameEnField: first('nameEnField'),
    parent: first('parent'),
  };
};

/** As the server takes them: one set of names for every file. */
export function featuresOf({ features, named }: PickedFile) {
  const from = (properties: Readonly<Record<string, unknown>>, field: NamedField) =>
    named[field] === '' ? undefined : (properties[named[field]] ?? undefined);
  return features.map(({ properties, geometry }) => ({
    type: 'Feature',
    geometry,
    properties: {
      code: from(properties, 'code'),
      name: from(properties, 'nameField'),
      nameEn: from(properties, 'nameEnField'),
      parent: from(properties, 'parent'),
    },
  }));
}

/** Whatever a survey calls its parts: they are one district. */
export const asDistrict = (files: readonly AreaFile[]) =>
  files
    .flatMap(({ features }) => features)
    .map(({ geometry }) => ({
      type: 'Feature',
      geometry,
      properties: { code: 'district', name: 'district' },
    }));

interface Picked {
  readonly files: readonly PickedFile[];
  readonly faulty: readonly FaultyFile[];
  readonly next: number;
}

export function useAreaFiles() {
  const [picked, setPicked] = useState<Picked>({ files: [], faulty: [], next: 1 });
  const [share, setShare] = useState<number>();
  const reading = useRef<AbortController>(undefined);
  const stop = () => reading.current?.abort();
  // Whoever leaves needs none of it.
  useEffect(() => () => reading.current?.abort(), []);
  const pick = async (files: readonly File[]) => {
    const controller = new AbortController();
    const { signal } = controller;
    reading.current = controller;
    setShare(0);
    try {
      const onShare = (to: number) => (signal.aborted ? undefined : setShare(to));
      const read = await readAreaFiles(files, { signal, onShare });
      // What was picked while these were read stays: each reading adds to what is there now.
      setPicked(({ files: before, next }) => {
        const whole = read.filter((one): one is AreaFile => !isFaulty(one));
        const fresh = whole.map((file, n) => ({
          ...file,
          id: next + n,
          isLeftOut: false,
          named: guessed(file.fields),
        }));
        return { files: [...before, ...fresh], faulty: read.filter(isFaulty), next: next + whole.length };
      });
    } catch (error) {
      // Stopped: nothing of it is taken.
      if (!signal.aborted) throw error;
    } finally {
      if (reading.current === controller) setShare(undefined);
    }
  };
  const change = (id: number, to: (file: PickedFile) => PickedFile) =>
    setPicked((now) => ({ ...now, files: now.files.map((file) => (file.id === id ? to(file) : file)) }));
  return {
    files: picked.files,
    faulty: picked.faulty,
    /** How far the reading has come; undefined while nothing is read. */
    share,
    stop,
    pick,
    setLevel: (id: number, level: AreaLevel | undefined, isLeftOut = false) =>
      change(id, (file) => ({ ...file, level, isLeftOut })),
    setField: (id: number, field: NamedField, name: string) =>
      change(id, (file) => ({ ...file, named: { ...file.named, [field]: name } })),
    takeOut: (id: number) =>
      setPicked((now) => ({ ...now, files: now.files.filter((file) => file.id !== id) })),
  };
}

export type AreaFiles = ReturnType<typeof useAreaFiles>;

/** The system of what is sent: one for all files. Asked for only where a file does not say all of it. */
export function useCrs(files: readonly PickedFile[]) {
  const t = useText(areaFileTexts);
  const [chosen, choose] = useState('');
  const settled = files.filter(({ system }) => system?.isSettled).length;
  const isAsked = settled === 0 || settled < files.length;
  const crs = isAsked ? chosen : 'WGS84';
  const isMixed = settled > 0 && crs !== '' && crs !== 'WGS84';
  const whyNot = crs === '' ? t.needsCrs : isMixed ? t.mixedSystems : undefined;
  return { crs, isAsked, choose, whyNot };
}

export type ChosenCrs = ReturnType<typeof useCrs>;
