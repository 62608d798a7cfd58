// Whether the phones and the server agree after the shift: read from the store's tables and from the disks,
// and told as a list of faults, each in words. It changes nothing.
import { MINUTE } from '../../kernel/duration.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import type { FakeFiles } from '../../platform/server/files/fake.ts';
import type { Deed, Shift } from './shift.ts';

interface StoredStep {
  readonly case_id: string;
  readonly seq: number;
  readonly action: string;
  readonly person_id: string | null;
  readonly at: number;
  readonly made_at: number | null;
  readonly description: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Stored {
  readonly steps: readonly StoredStep[];
  /** Keys of writes that were answered, by person. */
  readonly keys: ReadonlySet<string>;
  /** Hash of what was sent, by photo. */
  readonly photos: ReadonlyMap<string, string>;
  readonly openUploads: number;
  readonly cases: number;
}

export interface Account {
  readonly faults: readonly string[];
  readonly reports: number;
  readonly photos: number;
  readonly acts: number;
  readonly givenUp: number;
}

const read = async ({ database }: TestStore): Promise<Stored> =>
  database.read(async (tx) => {
    const steps = await tx.query<StoredStep>(
      `select s.case_id, s.seq, s.action, s.person_id, s.at, s.made_at, c.description, s.body
       from step s join case_file c on c.id = s.case_id
       where s.actor_kind = 'person' order by s.case_id, s.seq`,
    );
    const keys = await tx.query<{ name: string }>(
      `select actor || ' ' || key as name from idempotency_receipt`,
    );
    const photos = await tx.query<{ id: string; hash: string }>(
      `select id, encode(original_sha256, 'hex') as hash from photo`,
    );
    const [uploads] = await tx.query<{ count: number }>(
      'select count(*)::int as count from photo_upload where photo_id is null',
    );
    const [cases] = await tx.query<{ count: number }>('select count(*)::int as count from case_file');
    return {
      steps,
      keys: new Set(keys.map(({ name }) => name)),
      photos: new Map(photos.map(({ id, hash }) => [id, hash])),
      openUploads: uploads?.count ?? 0,
      cases: cases?.count ?? 0,
    };
  });

const idsIn = (body: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(body.photoIds) ? (body.photoIds as string[]) : [];

/** What arrives within a minute of being done carries no claim: its own time says the same. */
const CLAIM_TOLERANCE_MS = MINUTE;

class Judge {
  readonly faults: string[] = [];
  readonly #shift: Shift;
  readonly #stored: Stored;

  constructor(shift: Shift, stored: Stored) {
    this.#shift = shift;
    this.#stored = stored;
  }

  #unless(isRight: boolean, words: string): void {
    if (!isRight) this.faults.push(words);
  }

  #stepsOf(deed: Deed): readonly StoredStep[] {
    return this.#byWords.get(`${deed.personId} ${deed.words}`) ?? [];
  }

  /** By the words that every deed says differently; a claim says none and is known by its case. */
  readonly #byWords = new Map<string, StoredStep[]>();

  sort(): void {
    for (const step of this.#stored.steps) {
      const { action, body, case_id } = step;
      const said =
        action === 'report' ? step.description : action === 'claim' ? case_id : (body.words ?? body.result);
      const name = `${step.person_id} ${String(said)}`;
      this.#byWords.set(name, [...(this.#byWords.get(name) ?? []), step]);
    }
  }

  deeds(): void {
    const kept = this.#shift.deeds;
    this.#unless(
      kept.every(({ isKept }) => isKept),
      'something a person did was never kept',
    );
    for (const deed of kept) this.#deed(deed);
  }

  #deed(deed: Deed): void {
    const { kind, words, personId, id, refusedAs } = deed;
    const isGivenUp = refusedAs !== undefined;
    const known = kind === 'claim' ? { ...deed, words: deed.caseId ?? '' } : deed;
    const steps = this.#stepsOf(known);
    const isAnswered = this.#stored.keys.has(`person:${personId} ${id}`);
    this.#unless(steps.length === (isGivenUp ? 0 : 1), `${words}: ${steps.length} times in the store`);
    this.#unless(isAnswered === !isGivenUp, `${words}: its receipt ${isAnswered ? 'is' : 'is not'} there`);
    this.#unless(kind !== 'report' || !isGivenUp, `${words}: a report was refused as ${refusedAs}`);
    const [step] = steps;
    if (!step) return;
    const hashes = idsIn(step.body).map((photoId) => this.#stored.photos.get(photoId));
    this.#unless(hashes.join() === deed.pictureHashes.join(), `${words}: other photos than were taken`);
    const madeAt = step.made_at ?? step.at;
    // What a second phone sends was timed by the first one's clock: there the claim holds no more than that
    // it was done before it came.
    const isTrue = this.#shift.rescued.has(id)
      ? madeAt <= step.at
      : deed.madeAt.some((at) => Math.abs(at - madeAt) <= CLAIM_TOLERANCE_MS);
    this.#unless(isTrue, `${words}: done at ${deed.madeAt.join()}, known as ${madeAt}`);
  }

  /** What one phone did about one case stands there in the order in which it was done. */
  order(): void {
    const seqs = new Map<string, number>();
    for (const deed of this.#shift.deeds) {
      if (deed.caseId === undefined || deed.refusedAs !== undefined) continue;
      const known = deed.kind === 'claim' ? { ...deed, words: deed.caseId } : deed;
      const seq = this.#stepsOf(known)[0]?.seq ?? 0;
      const name = `${deed.phone} ${deed.caseId}`;
      this.#unless(seq > (seqs.get(name) ?? 0), `${deed.words}: out of order`);
      seqs.set(name, seq);
    }
  }

  totals(): void {
    const reports = this.#shift.deeds.filter(({ kind }) => kind === 'report').length;
    this.#unless(this.#stored.cases === reports, `${this.#stored.cases} cases of ${reports} reports`);
    const sent = this.#shift.deeds.flatMap(({ pictureHashes }) => pictureHashes);
    const all = new Set(sent);
    const stored = [...this.#stored.photos.values()];
    this.#unless(
      stored.every((hash) => all.has(hash)),
      'a photo that nobody took',
    );
    this.#unless(new Set(stored).size === stored.length, 'a photo is stored twice');
    this.#unless(this.#stored.openUploads === 0, `${this.#stored.openUploads} uploads are left open`);
  }

  /** Every phone's own account: nothing unsent, no bytes left, a receipt for each that the server has. */
  async phones(): Promise<void> {
    const owners = new Map<string, string>();
    for (const { phone } of this.#shift.people) {
      for (const kind of ['entry', 'picture']) {
        const left = phone.disk.count(kind);
        this.#unless(left === 0, `${phone.name}: ${left} of ${kind} left on the phone`);
      }
      for (const { id, reply } of await phone.receipts()) {
        const name = `person:${phone.personId} ${id}`;
        this.#unless(this.#stored.keys.has(name), `${phone.name}: a receipt for what the server has not`);
        const caseId = String(reply.id);
        this.#unless((owners.get(name) ?? caseId) === caseId, `${phone.name}: another answer to the same`);
        owners.set(name, caseId);
      }
    }
    const unknown = [...this.#stored.keys].filter((name) => !owners.has(name));
    this.#unless(unknown.length === 0, `${unknown.length} answered writes that no phone has a receipt for`);
  }
}

export async function accountOf(store: TestStore, files: FakeFiles, shift: Shift): Promise<Account> {
  const stored = await read(store);
  const judge = new Judge(shift, stored);
  judge.sort();
  judge.deeds();
  judge.order();
  judge.totals();
  await judge.phones();
  const pieces = [...files.held.keys()].filter((name) => name.includes(' piece ')).length;
  const { deeds } = shift;
  return {
    faults: [...judge.faults, ...(pieces > 0 ? [`${pieces} pieces are left behind`] : [])],
    reports: deeds.filter(({ kind }) => kind === 'report').length,
    photos: stored.photos.size,
    acts: deeds.filter(({ kind, refusedAs }) => kind !== 'report' && refusedAs === undefined).length,
    givenUp: deeds.filter(({ refusedAs }) => refusedAs !== undefined).length,
  };
}
