// Sessions as lately seen, in this process. An entry is believed for a few seconds only, so that a session
// revoked on another instance dies here soon; one revoked here is forgotten at once. Holds hashes, never
// tokens.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { SessionRecord } from './queries-sessions.ts';

interface Entry {
  readonly record: SessionRecord;
  readonly readAt: Instant;
}

const MAX_ENTRIES = 20_000;

export class SessionCache {
  readonly #entries = new Map<string, Entry>();
  readonly #cacheMs: number;

  constructor(cacheMs: number) {
    this.#cacheMs = cacheMs;
  }

  find(tokenHash: string, now: Instant): SessionRecord | undefined {
    const entry = this.#entries.get(tokenHash);
    if (!entry) return undefined;
    const age = now - entry.readAt;
    if (age >= 0 && age < this.#cacheMs) return entry.record;
    this.#entries.delete(tokenHash);
    return undefined;
  }

  keep(tokenHash: string, record: SessionRecord, now: Instant): void {
    const oldest = this.#entries.size >= MAX_ENTRIES ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(tokenHash, { record, readAt: now });
  }

  forget(tokenHash: string): void {
    this.#entries.delete(tokenHash);
  }

  forgetPerson(personId: Id): void {
    for (const [tokenHash, entry] of this.#entries) {
      if (entry.record.personId === personId) this.#entries.delete(tokenHash);
    }
  }
}
