// How the edge learns who is asking. The people slice answers; the platform only knows this shape.
import type { Actor } from '../../../kernel/rights.ts';

export interface Credentials {
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The Authorization header, whole. */
  readonly authorization?: string;
  /** The x-csrf-token header: a cookie alone never authorises a write. */
  readonly csrf?: string;
  readonly isWrite: boolean;
  /** What is asked for; missing where a stream is opened. */
  readonly operation?: string;
}

/** `{kind: 'public'}` for nobody; throws Refused where credentials are given and wrong. */
export type Authenticate = (credentials: Credentials) => Promise<Actor>;
