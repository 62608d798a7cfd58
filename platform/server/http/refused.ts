// A refusal on its way out: thrown inside an operation so that the transaction rolls back, caught once
// at the edge and told as problem+json. Only refusals travel like this, never bugs.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';

export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The value, or the throw that turns a refusal into a reply. */
export function orRefuse<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Refused(value);
  return value as Exclude<T, Refusal>;
}

/** For an operation that finds the world against it in the middle of its work. */
export function throwRefusal(code: string, data: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(refuse(code, data));
}
