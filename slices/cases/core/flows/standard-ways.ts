// By which way a result was checked, as a verification and a sending back carry it: whose way it may be, and
// what a call-back asks the reporter. Whoever has one way alone is not asked for it. And what is found when a
// closed case is looked at again.
import type { Field } from '../flow.ts';

/** desk: the centre in charge by itself, from what the unit has sent: nobody else has looked. */
export const WAYS = ['desk', 'field_check', 'second_centre', 'reporter', 'call_back'] as const;
export type Way = (typeof WAYS)[number];

/** What an unannounced look at a closed case found. */
export const RECHECK: readonly Field[] = [
  {
    name: 'outcome', type: 'code', zh: '抽查结果', en: 'outcome', isRequired: true,
    options: ['held', 'not_held'],
  },
  { name: 'words', type: 'text', zh: '现场情况', en: 'what it looks like', isRequired: true },
  { name: 'photoIds', type: 'ids', zh: '照片', en: 'photos', isRequired: true, minimum: 1 },
];

const yesNo = (name: string, zh: string, en: string, onlyIf: NonNullable<Field['onlyIf']>): Field => ({
  name, type: 'boolean', zh, en, isRequired: false, onlyIf,
});
const REACHED = { field: 'isContacted', is: true } as const;

export const CHECKED: readonly Field[] = [
  {
    name: 'way', type: 'code', zh: '核查方式', en: 'checked by', isRequired: false, options: WAYS,
    optionsBy: {
      inspector: ['field_check'],
      centre: ['desk', 'field_check', 'call_back'],
      centre_above: ['second_centre', 'call_back'],
      reporter: ['reporter'],
      reporting_person: ['reporter'],
    } satisfies Readonly<Record<string, readonly Way[]>>,
  },
  yesNo('isContacted', '联系上上报人', 'reporter reached', { field: 'way', is: 'call_back' }),
  yesNo('isSolved', '上报人认为已解决', 'solved, the reporter says', REACHED),
  yesNo('isSatisfied', '上报人满意', 'the reporter is satisfied', REACHED),
];
