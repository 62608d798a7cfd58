// A reporter's name and number on their way into the store: sealed here, once, and nowhere else held.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { plainPhone } from '../core/phone-search.ts';
import type { ReporterRow } from './queries.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const TAIL = 4;

/** By the last four digits, which people say on the telephone. It can't be mistaken for a whole number's. */
export const tailIndex = (tx: Tx, phone: string): Uint8Array =>
  tx.cipher.blindIndex(`tail ${plainPhone(phone).slice(-TAIL)}`);

/** No row where nobody can be told anything: an officer's own report has its person in the case itself. */
export function reporterRows(
  tx: Tx, actor: Actor, body: Readonly<Record<string, unknown>>, isFirst: boolean, code: string | null,
): ReporterRow[] {
  const said = body.reporter;
  const { name, phone } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>;
  const hasName = typeof name === 'string' && name !== '';
  const digits = typeof phone === 'string' ? plainPhone(phone) : '';
  if (!hasName && !digits && isFirst) return [];
  return [{
    id: tx.ids.next(), person_id: actor.kind === 'person' ? actor.personId : null, is_first: isFirst,
    public_code: code,
    name_sealed: hasName ? hex(tx.cipher.seal(name)) : null,
    phone_sealed: digits ? hex(tx.cipher.seal(digits)) : null,
    phone_index: digits ? hex(tx.cipher.blindIndex(digits)) : null,
    phone_tail_index: digits ? hex(tailIndex(tx, digits)) : null,
  }];
}
