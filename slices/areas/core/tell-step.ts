// What a step of a draft did, in one sentence, from what was asked and the areas before and after.
import { codeOfPath } from './area.ts';
import type { Edit } from './contract-workshop.ts';
import type { DraftArea } from './draft.ts';
import { squareMetresOf, toGround } from './mesh.ts';

export interface ToldStep {
  readonly edit: Edit;
  readonly before: readonly DraftArea[];
  readonly after: readonly DraftArea[];
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Grids that stand in one list alone. */
const onlyIn = (areas: readonly DraftArea[], other: readonly DraftArea[]): DraftArea[] =>
  areas.filter(({ path, level }) => level === 'grid' && !other.some((one) => one.path === path));

/** What grids have less than before, in square metres. */
const lostIn = (before: readonly DraftArea[], after: readonly DraftArea[]): number =>
  before.reduce((sum, { path, level, boundary }) => {
    const now = after.find((area) => area.path === path);
    const lost = squareMetresOf(toGround(boundary)) - squareMetresOf(toGround(now?.boundary ?? []));
    return level === 'grid' && lost > 0 ? sum + lost : sum;
  }, 0);

type Language = 'zh' | 'en';

const nameIn = ({ name, nameEn, path }: DraftArea, lang: Language): string =>
  `${lang === 'en' ? (nameEn ?? name) : name} ${codeOfPath(path)}`;
const list = (areas: readonly DraftArea[], lang: Language): string =>
  areas.map((area) => nameIn(area, lang)).join(lang === 'zh' ? '、' : ', ');

/** Names are those of `lang`, so only its sentence is to be read. */
function wordsOf({ edit, before, after }: ToldStep, lang: Language): Words {
  const fresh = list(onlyIn(after, before), lang);
  const gone = list(onlyIn(before, after), lang);
  const grids = list(
    after.filter(({ level }) => level === 'grid'),
    lang,
  );
  const called = (path: string) => {
    const area = [...after, ...before].find((one) => one.path === path);
    return area ? nameIn(area, lang) : codeOfPath(path);
  };
  switch (edit.kind) {
    case 'outline': {
      const lost = Math.round(lostIn(before, after));
      return {
        zh: `换用区县界线：网格共被裁去 ${lost} 平方米`,
        en: `Another outline of the district: ${lost} m² of grids cut off`,
      };
    }
    case 'split':
      return {
        zh: `切分 ${called(edit.path)}，新网格 ${fresh}`,
        en: `${called(edit.path)} split, new: ${fresh}`,
      };
    case 'split_by_share': {
      const share = Math.round(edit.share * 100);
      return {
        zh: `按 ${share}% 切分 ${called(edit.path)}，新网格 ${fresh}`,
        en: `${called(edit.path)} split by ${share} %, new: ${fresh}`,
      };
    }
    case 'merge':
      return { zh: `${gone} 并入 ${called(edit.keep)}`, en: `${gone} merged into ${called(edit.keep)}` };
    case 'move':
    case 'insert':
    case 'remove':
      return { zh: `调整界线：${grids}`, en: `Border adjusted: ${grids}` };
    case 'draw':
      return { zh: `新画网格 ${fresh}`, en: `Grid drawn: ${fresh}` };
    case 'claim': {
      const { number } = edit.decision;
      const to = 'path' in edit.to ? called(edit.to.path) : fresh;
      return { zh: `无主地划归 ${to}（依据：${number}）`, en: `Nobody’s land went to ${to} (by ${number})` };
    }
    case 'rename':
      return { zh: `更名：${called(edit.path)}`, en: `Renamed: ${called(edit.path)}` };
    case 'rename_many':
      return {
        zh: `按编码表更名 ${after.length} 个区域`,
        en: `${after.length} areas renamed by a table of codes`,
      };
    case 'renumber':
      return { zh: `重新编号：${fresh}`, en: `Numbered anew: ${fresh}` };
  }
}

export const tellStep = (step: ToldStep, lang: Language): string => wordsOf(step, lang)[lang];
