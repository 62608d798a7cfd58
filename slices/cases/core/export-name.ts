// What a file of a view is called, by the dialog that asks where to put it and by the door that writes it:
// `案件-20261123-0845.xlsx`.
import { type Instant, localMinute } from '../../../kernel/instant.ts';

const NAMES = { zh: '案件', en: 'cases' } as const;

export const exportName = (lang: 'zh' | 'en', at: Instant, format: string): string => {
  const [day = '', time = ''] = localMinute(at).replace(/[-:]/g, '').split(/[ T]/);
  return `${NAMES[lang]}-${day}-${time}.${format}`;
};
