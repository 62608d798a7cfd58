// One action on a case while it is filled in on the phone: words, choices, pictures. Pure: what is
// missing, what is sent. It knows no action by name beyond what the fields of the ability say.
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { NewEntry } from '../../../platform/web/outbox/entry.ts';
import type { Ability, AbilityField, CaseView } from './use-cases.ts';

export interface ActPicture {
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly intent: string;
}

export interface ActDraft {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly pictures: readonly ActPicture[];
}

export const newActDraft = (): ActDraft => ({ intent: newIntent(), values: {}, pictures: [] });

const SIMPLE = new Set(['text', 'boolean', 'score', 'ids']);

/** Whether the phone's own form can fill this field. */
function isSimple(field: AbilityField): boolean {
  if (field.name === 'pushSeq' || field.name === 'personId') return true;
  if (field.type === 'ids') return field.name === 'photoIds';
  return SIMPLE.has(field.type) || (field.type === 'code' && field.options !== undefined);
}

/** The fields shown; undefined when one that is needed wants a search or a date: the full form has those. */
export function simpleFields(ability: Ability): readonly AbilityField[] | undefined {
  if (ability.fields.some((field) => field.isRequired && !isSimple(field))) return undefined;
  return ability.fields.filter((field) => isSimple(field) && field.name !== 'personId');
}

/** The person claims for themselves: the only person a phone needs to name. */
export const isByMyself = (ability: Ability): boolean =>
  ability.fields.every((field) => !field.isRequired || field.name === 'personId');

export const openPushes = ({ pushes }: Pick<CaseView, 'pushes'>) =>
  pushes.filter((push) => !push.isLifted && !push.isAnswered);

export type ActFault = 'photos' | 'words' | 'choice';

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export function faultsOfAct(
  fields: readonly AbilityField[],
  draft: ActDraft,
): Readonly<Record<string, ActFault>> {
  const faults: Record<string, ActFault> = {};
  for (const { name, type, isRequired, minimum } of fields) {
    if (type === 'ids') {
      const needed = Math.max(minimum ?? 0, isRequired ? 1 : 0);
      if (draft.pictures.length < needed) faults[name] = 'photos';
    } else if (isRequired && isEmpty(draft.values[name])) faults[name] = type === 'text' ? 'words' : 'choice';
  }
  return faults;
}

export interface ActMade {
  readonly owner: string;
  readonly label: string;
}

/** What goes into the outbox. The server judges it on arrival: hours may lie between. */
export function entryOfAct(caseId: string, ability: Ability, draft: ActDraft, made: ActMade): NewEntry {
  const names = new Set(ability.fields.map((field) => field.name));
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft.values)) {
    if (names.has(name) && !isEmpty(value)) body[name] = typeof value === 'string' ? value.trim() : value;
  }
  if (ability.fields.some((field) => field.name === 'personId' && field.isRequired))
    body['personId'] = made.owner;
  return {
    id: draft.intent,
    label: made.label,
    pictures: draft.pictures.map(({ key, bytes, type }) => ({ key, bytes, type, field: 'photoIds' })),
    body,
    url: `/api/cases/${caseId}/${ability.action}`,
    about: caseId,
  };
}
