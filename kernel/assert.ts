// A broken assertion is a bug of ours, never a user's mistake: it throws, the transaction rolls back.

export class BugError extends Error {
  override name = 'BugError';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BugError(message);
}
