// The history's seal: each step carries the hash of the one before, over canonical JSON (RFC 8785's order of
// keys), so that an altered, removed or reordered step shows. The hash function is an argument: this is pure.
import type { ChainedStep, Step } from './step.ts';

export type Hash = (text: string) => string;

/** Whether plain JSON of it has its keys in order already, and nothing that plain JSON would leave out. */
function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (Array.isArray(value)) return value.every(isInOrder);
  const known = value as Readonly<Record<string, unknown>>;
  let before = '';
  for (const key of Object.keys(known)) {
    if (key < before || !isInOrder(known[key])) return false;
    before = key;
  }
  return true;
}

/** JSON with sorted keys and without undefined: the same value gives the same text on every machine. What
 *  comes in that order is written in one go, which is several times as fast. */
export const canonicalJson = (value: unknown): string =>
  isInOrder(value) ? JSON.stringify(value) : sortedJson(value);

function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${sortedJson(item)}`;
    return `[${text}]`;
  }
  const known = value as Readonly<Record<string, unknown>>;
  // By UTF-16 code units, as JSON canonicalisation asks and as sort does by itself.
  for (const key of Object.keys(known).sort()) {
    if (known[key] !== undefined) text += `${text && ','}${JSON.stringify(key)}:${sortedJson(known[key])}`;
  }
  return `{${text}}`;
}

/** What comes before the first step: the case's own id, so that two histories can't be swapped. */
export const genesis = (caseId: string): string => `case:${caseId}`;

/** Named in the order of the alphabet: see canonicalJson. */
const seal = (step: Step, prevHash: string, hash: Hash): string => {
  const { action, at, body, fromState, reason, seq, toState, visibility } = step;
  const { as, kind, personId, postId, unitId } = step.actor;
  const actor = { as, kind, personId, postId, unitId };
  const holder = step.holder && { personId: step.holder.personId, unitId: step.holder.unitId };
  const ended = step.ended
    && { dueAt: step.ended.dueAt, stage: step.ended.stage, usedMs: step.ended.usedMs };
  // Left out where there is none, so that what was sealed before there was such a time still verifies.
  const made = step.madeAt === null ? {} : { madeAt: step.madeAt };
  const sealed = { action, actor, at, body, ended, fromState, holder, ...made, prevHash, reason, seq, toState,
    visibility };
  return hash(canonicalJson(sealed));
};

export function chainSteps(steps: readonly Step[], prevHash: string, hash: Hash): ChainedStep[] {
  let previous = prevHash;
  return steps.map((step) => {
    const chained = { ...step, prevHash: previous, hash: seal(step, previous, hash) };
    previous = chained.hash;
    return chained;
  });
}

export type Verification =
  | { readonly isIntact: true; readonly steps: number; readonly lastHash: string }
  | { readonly isIntact: false; readonly brokenAtSeq: number; readonly fault:
    'missing' | 'unlinked' | 'altered' | 'cut' };

/** Names the first broken link. `lastHash` is what the case itself holds: it tells when the end was cut
 *  off. */
export function verifyHistory(
  caseId: string, steps: readonly ChainedStep[], lastHash: string, hash: Hash,
): Verification {
  let previous = genesis(caseId);
  for (const [index, step] of steps.entries()) {
    const brokenAtSeq = index + 1;
    if (step.seq !== brokenAtSeq) return { isIntact: false, brokenAtSeq, fault: 'missing' };
    if (step.prevHash !== previous) return { isIntact: false, brokenAtSeq, fault: 'unlinked' };
    if (step.hash !== seal(step, previous, hash)) return { isIntact: false, brokenAtSeq, fault: 'altered' };
    previous = step.hash;
  }
  if (previous !== lastHash) return { isIntact: false, brokenAtSeq: steps.length + 1, fault: 'cut' };
  return { isIntact: true, steps: steps.length, lastHash };
}
