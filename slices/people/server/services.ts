// What the operations of this slice need beside the open transaction: the store (signing in opens its own
// transactions, so that a wrong try is kept although it is refused), the cipher, the hasher, the session
// cache.
import type { PolicyRow } from '../../../kernel/rights.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Database } from '../../../platform/server/db/tx.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SessionCache } from './session-cache.ts';
import type { UnitTies } from './unit-ties.ts';

export interface PeopleServices {
  readonly database: Database;
  readonly clock: Clock;
  readonly cipher: Cipher;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionCache;
  /** The joined table of all slices: a screen is told what its user may ever do. */
  readonly policy: readonly PolicyRow[];
  /** What of other slices still hangs on a unit. */
  readonly ties: UnitTies;
}
