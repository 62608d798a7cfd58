// What may be open of a district, in words, and what is open where the district has said nothing: boundaries
// and things in the street are public in this product anyway; cases are only what a district opens.

export const COLLECTIONS = ['grids', 'components', 'cases'] as const;
export type CollectionId = (typeof COLLECTIONS)[number];
export const isCollection = (text: string): text is CollectionId =>
  COLLECTIONS.includes(text as CollectionId);

export const OPEN_BY_DEFAULT: Readonly<Record<CollectionId, boolean>> = {
  grids: true,
  components: true,
  cases: false,
};

interface Told {
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
}

export const COLLECTION_WORDS: Readonly<Record<CollectionId, Told>> = {
  grids: {
    title: { zh: '网格', en: 'Grids' },
    description: { zh: '现行版本的网格边界。', en: 'The boundaries of the grids in force.' },
  },
  components: {
    title: { zh: '部件', en: 'Components' },
    description: {
      zh: '登记在册的城市部件：编码、类别、状态、责任单位。',
      en: 'Registered things in the street: code, class, condition and the units that answer for them.',
    },
  },
  cases: {
    title: { zh: '案件', en: 'Cases' },
    description: {
      zh: '已立案的案件：事项、状态、日期，位置约至百米；不含任何个人信息、描述和照片。',
      en: 'Cases taken up: item, state, days, place to some hundred metres; no person, words or pictures.',
    },
  },
};
