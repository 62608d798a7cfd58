// One change of administration in words: what was done to what, from what to what. The words are kept as they
// were written, in both languages, so that the record is read the same in ten years. No personal field stands
// in them unmasked.
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A field with what stood there and what stands there now; null is nothing. */
export interface Fact {
  readonly name: Words;
  readonly before: Words | null;
  readonly after: Words | null;
}

export interface Subject {
  /** `person`, `post`, `unit`, `calendar`, `catalogue`, `areas`, `reason`, `phrase` … */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export interface ChangeEntry {
  /** The row of the policy table by which it was done. */
  readonly operation: string;
  readonly title: Words;
  readonly areaPath: string;
  readonly subject: Subject;
  readonly facts: readonly Fact[];
  readonly why?: string;
}

/** Who agreed, as the approval hands it to the operation that it lets happen. */
export interface Consent {
  readonly proposalId: Id;
  readonly second: { readonly personId: Id; readonly name: string };
  readonly why: string;
}

export interface NewProposal extends Omit<ChangeEntry, 'areaPath' | 'why'> {
  readonly why: string;
  /** Every area in which the second person must have the right. Never empty. */
  readonly reach: readonly string[];
  /** What will be done once someone agrees; sealed in the store. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The same words in both languages: names, codes, days. */
export const same = (text: string): Words => ({ zh: text, en: text });

/** A field that is new, gone or other than before; undefined where nothing changed. */
export function factOf(name: Words, before: Words | null, after: Words | null): Fact | undefined {
  return before?.zh === after?.zh && before?.en === after?.en ? undefined : { name, before, after };
}

export const factsOf = (...facts: readonly (Fact | undefined)[]): Fact[] =>
  facts.filter((fact) => fact !== undefined);

const textOrNull = (text: string | null | undefined): Words | null =>
  text === null || text === undefined || text === '' ? null : same(text);

/** For values that read the same in both languages. */
export const textFact = (name: Words, before: string | null | undefined, after: string | null | undefined) =>
  factOf(name, textOrNull(before), textOrNull(after));

/** So long a proposal waits for its second person; nobody remembers longer what it was about. */
export const PROPOSAL_MS = 7 * DAY;

export type ProposalState = 'pending' | 'approved' | 'refused' | 'withdrawn' | 'expired';

export const stateOf = (
  proposal: { readonly decision: 'approved' | 'refused' | 'withdrawn' | null; readonly expiresAt: Instant },
  now: Instant,
): ProposalState => proposal.decision ?? (now >= proposal.expiresAt ? 'expired' : 'pending');

/** Whoever agrees may have no way to the screen where it was made, so what is other is told here, sentence
 *  by sentence. A whole district from a file is told by its first sentences and by how many follow. */
const MOST_SENTENCES = 20;

export function oneByOne(sentences: readonly Words[]): Fact | undefined {
  if (sentences.length === 0) return undefined;
  const told = sentences.slice(0, MOST_SENTENCES);
  const more = sentences.length - told.length;
  return {
    name: { zh: '逐项', en: 'one by one' },
    before: null,
    after: {
      zh: told.map(({ zh }) => zh).join('') + (more > 0 ? `另有 ${more} 项。` : ''),
      en: told.map(({ en }) => en).join(' ') + (more > 0 ? ` And ${more} more.` : ''),
    },
  };
}
