// One action on a case while it is filled in on the phone: words, choices, pictures. Pure: what is
// missing, what is sent. It knows no action by name beyond what the fields of the ability say.
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { NewEntry } from '../../../platform/web/outbox/entry.ts';
import type { Ability, AbilityField } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

export interface ActPicture {
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

export interface ActDraft {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly pictures: readonly ActPicture[];
}

export const newActDraft = (): ActDraft => ({ intent: newIntent(), values: {}, pictures: [] });

const SIMPLE = new Set(['text', 'boolean', 'score', 'limit', 'instant']);
/** Who does it is the one it names: a phone is one person's. */
const NAMES_MYSELF: ReadonlySet<string> = new Set(['claim personId']);
/** What is offered from what the phone knows, where a desk would search: colleagues, superiors. */
const OFFERED: ReadonlySet<string> = new Set([
  'hand_over personId',
  'consult unitId',
  'escalate unitId',
]);

const isMyself = ({ action }: Ability, { name }: AbilityField): boolean =>
  NAMES_MYSELF.has(`${action} ${name}`);

/** Whether the phone's own form can fill this field. */
function isSimple(ability: Ability, field: AbilityField): boolean {
  if (field.name === 'pushSeq' || isMyself(ability, field)) return true;
  if (field.type === 'ids') return field.name === 'photoIds';
  if (field.type === 'id') return OFFERED.has(`${ability.action} ${field.name}`);
  // When an answer to a push is wanted, and how long it is put off, are questions of their own forms.
  if (field.type === 'instant') return field.name === 'reviewAt';
  return SIMPLE.has(field.type) || (field.type === 'code' && field.options !== undefined);
}

/** The fields shown; undefined when one that is needed wants a search: the full form has that. */
export function simpleFields(ability: Ability): readonly AbilityField[] | undefined {
  if (ability.fields.some((field) => field.isRequired && !isSimple(ability, field))) return undefined;
  return ability.fields.filter((field) => isSimple(ability, field) && !isMyself(ability, field));
}

/** Nothing has to be filled in: the tap is all. */
export const isByMyself = (ability: Ability): boolean =>
  ability.fields.every((field) => !field.isRequired || isMyself(ability, field));

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
  /** The case as it stood on the screen: told again where somebody was quicker. */
  readonly basis?: NewEntry['basis'];
}

/** What goes into the outbox. The server judges it on arrival: hours may lie between. */
export function entryOfAct(caseId: string, ability: Ability, draft: ActDraft, made: ActMade): NewEntry {
  const names = new Set(ability.fields.map((field) => field.name));
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft.values)) {
    if (names.has(name) && !isEmpty(value)) body[name] = typeof value === 'string' ? value.trim() : value;
  }
  if (ability.fields.some((field) => isMyself(ability, field))) body['personId'] = made.owner;
  return {
    id: draft.intent,
    label: made.label,
    pictures: draft.pictures.map(({ key, bytes, type }) => ({ key, bytes, type, field: 'photoIds' })),
    body,
    url: `/api/cases/${caseId}/${ability.action}`,
    about: caseId,
    ...(made.basis ? { basis: made.basis } : {}),
  };
}

/** On which state of the case something was done: told again where the server refuses it. */
export const basisOf = ({ view, held }: PhoneCase): NonNullable<NewEntry['basis']> => ({
  version: held.view.version,
  state: view.state,
  lastSeq: held.view.steps.length,
});
