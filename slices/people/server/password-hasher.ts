// Argon2id, slow on purpose. Someone without a password costs the same time as someone with one, so that the
// reply never tells which logins exist. It must never log or keep what it was given.
import { hash, verify } from '@node-rs/argon2';

/** Memory in KiB and passes; OWASP's choice for Argon2id on one lane. */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
}
export const HASH_COST: HashCost = { memoryKib: 19_456, passes: 2 };

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False for an undefined hash, after the same work. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
}

const DECOY = 'nobody has this password';

export function argonHasher(cost: HashCost = HASH_COST): PasswordHasher {
  // The library's default algorithm is Argon2id; the store's constraint holds it to that.
  const options = { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 };
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, options),
    async verify(stored, password) {
      if (stored !== undefined) return verify(stored, password);
      decoy ??= hash(DECOY, options);
      await verify(await decoy, password);
      return false;
    },
  };
}
