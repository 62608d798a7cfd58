// One key per thing a person meant to do. Sending the same intent again (double click, lost network, retry)
// carries the same key, so the server does it once and answers the same. Never make a key per attempt.

export type Intent = string;

/** 128 random bits as hex. `crypto.randomUUID` would need https, and kiosks on a plain LAN have none. */
export function newIntent(): Intent {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface IntentKeeper {
  /** The key for this input: the same while the same input is tried again. */
  keyFor(input: unknown): Intent;
  /** It is done (or refused for good): the next sending is a new intent even with equal input. */
  done(): void;
}

export function keepIntent(make: () => Intent = newIntent): IntentKeeper {
  let kept: { readonly of: string; readonly intent: Intent } | undefined;
  return {
    keyFor(input) {
      const of = JSON.stringify(input) ?? '';
      if (kept?.of !== of) kept = { of, intent: make() };
      return kept.intent;
    },
    done() {
      kept = undefined;
    },
  };
}
