// The five conditions a component can be in, and the words files use for them.

export type Condition = 'intact' | 'damaged' | 'lost' | 'abandoned' | 'occupied';

export const CONDITIONS: readonly Condition[] = ['intact', 'damaged', 'lost', 'abandoned', 'occupied'];

export const CONDITION_WORDS: Readonly<Record<Condition, { readonly zh: string; readonly en: string }>> = {
  intact: { zh: '完好', en: 'intact' },
  damaged: { zh: '破损', en: 'damaged' },
  lost: { zh: '丢失', en: 'lost' },
  abandoned: { zh: '废弃', en: 'abandoned' },
  occupied: { zh: '占用', en: 'occupied' },
};

/** Chinese or English, in any case; undefined for any other word (no guessing). */
export function readCondition(text: string): Condition | undefined {
  const word = text.trim().toLowerCase();
  return CONDITIONS.find((condition) => {
    const words = CONDITION_WORDS[condition];
    return word === words.zh || word === words.en;
  });
}
