// What a finding must carry, by its kind. Pure: the phone asks the same before it lets anybody send.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { FindingBody } from './contract-survey.ts';

export type Unfit = Refusal<'component.finding_unfit'>;

type Missing = 'component' | 'class' | 'name' | 'point' | 'change' | 'photo';

export const MISSING_WORDS: Readonly<Record<Missing, { readonly zh: string; readonly en: string }>> = {
  component: { zh: '没有说明是哪个部件', en: 'which thing it is' },
  class: { zh: '没有选择类别', en: 'its class' },
  name: { zh: '没有名称', en: 'its name' },
  point: { zh: '没有位置', en: 'where it stands' },
  change: { zh: '没有说明有什么变化', en: 'what has changed' },
  photo: { zh: '没有照片', en: 'a photo of the place' },
};

/** What is missing, first things first; undefined: it can be sent. `photos`: those with it, sent or not. */
export function missingIn(finding: Omit<FindingBody, 'photoIds'>, photos: number): Missing | undefined {
  const { kind } = finding;
  if (kind !== 'new' && finding.componentId === undefined) return 'component';
  if (kind === 'seen') return undefined;
  if (kind === 'new') {
    if (finding.classCode === undefined) return 'class';
    if (!finding.name?.trim()) return 'name';
    if (finding.point === undefined) return 'point';
  }
  const { name, point, condition, words } = finding;
  const hasChange = [name, point, condition, words].some((value) => value !== undefined);
  if (kind === 'changed' && !hasChange) return 'change';
  // Nobody takes a thing out of the register, or into it, on a word alone.
  return kind !== 'changed' && photos === 0 ? 'photo' : undefined;
}

export function judgeFinding(finding: FindingBody): Unfit | undefined {
  const missing = missingIn(finding, finding.photoIds?.length ?? 0);
  return missing === undefined
    ? undefined
    : refuse('component.finding_unfit', { zh: MISSING_WORDS[missing].zh, en: MISSING_WORDS[missing].en });
}
