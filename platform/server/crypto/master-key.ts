// Where the master key comes from: configuration, or a file of our own that only the owner may read. Whoever
// loses the key loses the sealed fields, so it must never be made anew beside existing data by mistake.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { assert } from '../../../kernel/assert.ts';
import { MASTER_KEY_BYTES } from './aes-cipher.ts';

const FILE = 'master.key';
const OTHERS = 0o077;

export interface KeySource {
  /** 64 hex digits, from the environment (`GRIDLOOP_MASTER_KEY`); wins over the file. */
  readonly configured?: string | undefined;
  readonly dataDir: string;
}

function parse(text: string, from: string): Uint8Array {
  assert(
    /^[0-9a-fA-F]{64}$/.test(text.trim()),
    `${from} must hold ${MASTER_KEY_BYTES} bytes as 64 hex digits`,
  );
  return Buffer.from(text.trim(), 'hex');
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

/** Makes the file with mode 600 unless it is there; of two processes that try at once, one wins. */
function makeOnce(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  try {
    writeSync(handle, `${randomBytes(MASTER_KEY_BYTES).toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Undefined where there is none and none may be made. */
export function loadMasterKey(source: KeySource, mayMake: boolean): Uint8Array | undefined {
  if (source.configured) return parse(source.configured, 'GRIDLOOP_MASTER_KEY');
  const file = path.join(source.dataDir, FILE);
  if (mayMake) makeOnce(file);
  else if (!existsSync(file)) return undefined;
  assert((statSync(file).mode & OTHERS) === 0, `${file} can be read by others: run chmod 600 on it`);
  return parse(readFileSync(file, 'utf8'), file);
}
