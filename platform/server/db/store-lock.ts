// The embedded store takes no lock of its own, and two processes on one folder lose data.
// This file is our lock: created exclusively, holding pid and start time of its process.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MAX_TRIES = 5;

/** When the process started, in clock ticks since boot; tells a pid that was given to another program. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isRunning(pid: number, ticks: string): boolean {
  const now = startTicks(pid);
  if (now !== undefined) return ticks === '' || now === ticks;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export class StoreLockedError extends Error {
  override name = 'StoreLockedError';
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** What the lock says, or undefined where there is none (any more). */
function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The lock appears whole: nobody may read it empty and take its holder for gone. */
function tryTake(file: string, own: string): boolean {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, own, { mode: 0o600 });
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine);
  }
}

/** Another may have replaced the dead lock since it was read: what is moved aside is looked at once more. */
function clearDead(file: string, dead: string): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) === dead) rmSync(aside);
  else renameSync(aside, file);
}

/** Throws StoreLockedError while another process uses the folder; returns the release. */
export function lockStore(folder: string): () => void {
  const file = join(folder, 'store.lock');
  const own = `${process.pid} ${startTicks(process.pid) ?? ''}`;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (tryTake(file, own)) {
      return () => {
        if (readLock(file) === own) rmSync(file);
      };
    }
    const held = readLock(file);
    if (held === undefined) continue;
    const [pid = '', ticks = ''] = held.split(' ');
    if (pid && isRunning(Number(pid), ticks)) {
      throw new StoreLockedError(
        `The data in ${folder} is in use by process ${pid}. ` +
          'Stop it first, or set DATA_DIR to another folder.',
      );
    }
    // The process that held it is gone (a crash): the lock is only a file now.
    clearDead(file, held);
  }
  throw new StoreLockedError(`The lock ${file} can't be taken: another process takes it at the same moment.`);
}
