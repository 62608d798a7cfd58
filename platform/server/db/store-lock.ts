// The embedded store takes no lock of its own, and two processes on one folder lose data.
// This file is our lock: created exclusively, holding pid and start time of its process.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Throws StoreLockedError while another process uses the folder; returns the release. */
export function lockStore(folder: string): () => void {
  const file = join(folder, 'store.lock');
  const own = `${process.pid} ${startTicks(process.pid) ?? ''}`;
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readFileSync(file, 'utf8') === own) rmSync(file);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [pid = '', ticks = ''] = readFileSync(file, 'utf8').split(' ');
      if (pid && isRunning(Number(pid), ticks)) {
        throw new StoreLockedError(
          `The data in ${folder} is in use by process ${pid}. ` +
            'Stop it first, or set DATA_DIR to another folder.',
        );
      }
      // The process that held it is gone (a crash): the lock is only a file now.
      rmSync(file, { force: true });
    }
  }
  throw new StoreLockedError(`The lock ${file} can't be taken: another process takes it at the same moment.`);
}
