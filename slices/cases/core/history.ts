// The history's seal: each step carries the hash of the one before, over canonical JSON (RFC 8785's order of
// keys), so that an altered, removed or reordered step shows. The hash function is an argument: this is pure.
import type { ChainedStep, Step } from './step.ts';

export type Hash = (text: string) => string;

/** JSON with sorted keys and without undefined: the same value gives the same text on every machine. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const known = value as Readonly<Record<string, unknown>>;
  // By UTF-16 code units, as JSON canonicalisation asks and as sort does by itself.
  for (const key of Object.keys(known).sort()) {
    if (known[key] !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(known[key])}`;
  }
  return `{${text}}`;
}

/** What comes before the first step: the case's own id, so that two histories can't be swapped. */
export const genesis = (caseId: string): string => `case:${caseId}`;

const seal = (step: Step, prevHash: string, hash: Hash): string => {
  const { seq, action, fromState, toState, actor, at, holder, body, visibility, reason, ended } = step;
  const sealed = { seq, action, fromState, toState, actor, at, holder, body, visibility, reason, ended,
    prevHash };
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
