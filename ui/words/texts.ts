// The words of a screen, both languages side by side and typed: English must have exactly the keys of the
// Chinese, functions with the same arguments. Every defined table registers itself so that one test can
// look for empty or untranslated words.
//
//   const texts = defineTexts({ zh: { save: '保存', left: (n: number) => `还剩 ${n} 件` },
//                               en: { save: 'Save', left: (n: number) => `${n} left` } });
//   const t = useText(texts);   t.save   t.left(3)
import { useSpoken, type Language } from './language.tsx';

type Word = string | ((...args: never[]) => string);
type Words = Readonly<Record<string, Word>>;
/** The same keys; a word stays a word, a sentence with gaps keeps its gaps. */
type SameKeys<Zh extends Words> = { readonly [K in keyof Zh]: Zh[K] extends string ? string : Zh[K] };

export interface Texts<Zh extends Words> {
  readonly zh: SameKeys<Zh>;
  readonly en: SameKeys<Zh>;
}

const defined: Texts<Words>[] = [];

export function defineTexts<Zh extends Words>(texts: {
  readonly zh: Zh;
  readonly en: SameKeys<Zh>;
}): Texts<Zh> {
  const table = texts as Texts<Zh>;
  defined.push(table as unknown as Texts<Words>);
  return table;
}

/** All tables of the modules loaded so far, for the completeness test. */
export const definedTexts = (): readonly Texts<Words>[] => defined;

/** The words of one language, outside of components. */
export const textIn = <Zh extends Words>(texts: Texts<Zh>, language: Language): SameKeys<Zh> =>
  texts[language];

export const useText = <Zh extends Words>(texts: Texts<Zh>): SameKeys<Zh> => texts[useSpoken()];
