// What the district promises: how long the unit has for the things people meet every day, read from the
// list in force. Where no list is in force, or nothing answers, it is left out: a promise is never made
// up.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { defineTexts, useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import './promises.css';

const texts = defineTexts({
  zh: {
    title: '多久办好',
    lead: '现行清单规定的处置时限，从派到责任单位算起；超时亮红灯、自动督办。',
  },
  en: {
    title: 'How long it takes',
    lead: 'What the list in force gives a unit once a matter reaches it; past that, a red lamp and a push.',
  },
});

/** Everyday matters in people's own words; the list says which items they are. */
const EVERYDAY = ['暴露垃圾', '井盖缺失', '路灯不亮', '道路破损', '乱堆物料', '乱停机动车'] as const;

interface Words {
  readonly zh: string;
  readonly en: string;
}

interface Item {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly problems: readonly { readonly limits: Readonly<Record<string, Words>> }[];
}

interface Line {
  readonly code: string;
  readonly name: Words;
  readonly limit: Words;
}

async function lineOf(districtId: string, text: string): Promise<Line | undefined> {
  const query = { text, districtId, limit: 1 };
  const { items } = await api.get<{ items: readonly { code: string }[] }>('/api/intake/suggest-item', {
    query,
  });
  const code = items[0]?.code;
  if (code === undefined) return undefined;
  const item = await api.get<Item>(`/api/catalogue/${districtId}/items/${code}`);
  const limit = item.problems[0]?.limits['handle'];
  return limit && { code, name: { zh: item.name, en: item.nameEn }, limit };
}

async function listPromises(): Promise<readonly Line[]> {
  const districts = await api.get<readonly { districtId: string }[]>('/api/areas/districts');
  const districtId = districts[0]?.districtId;
  if (districtId === undefined) return [];
  const lines = await Promise.all(EVERYDAY.map((text) => lineOf(districtId, text)));
  const known = lines.flatMap((line) => line ?? []);
  return [...new Map(known.map((line) => [line.code, line])).values()];
}

export function Promises() {
  const t = useText(texts);
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['promises'],
    queryFn: listPromises,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data || data.length === 0) return null;
  return (
    <section className="gl-promises">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      <dl>
        {data.map((line) => (
          <div key={line.code}>
            <dt>{line.name[language]}</dt>
            <dd>{line.limit[language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
