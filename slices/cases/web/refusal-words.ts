// A refusal of the core in words, on the phone: the same sentences that the server would answer.
import { type Refusal, type RefusalTable, tellRefusal } from '../../../kernel/refusal.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { casesRefusals } from '../core/refusals.ts';
import type { AbilityField } from './use-cases.ts';

const SAID: RefusalTable = casesRefusals;

/** Fields are named as the form names them. */
export function refusalWords(
  { code, data }: Refusal,
  language: Language,
  fields: readonly AbilityField[] = [],
): string {
  const words = SAID[code];
  const named = fields.find(({ name }) => name === data['field'])?.[language];
  return words ? tellRefusal(words, named === undefined ? data : { ...data, field: named }, language) : code;
}
