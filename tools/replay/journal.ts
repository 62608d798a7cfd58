// What has been acknowledged, one line a row, on the disk before it is counted on. It makes a second run
// short; it is never what makes it right: each row's key does that, and a journal of another store is
// thrown away.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface JournalHead {
  readonly file: string;
  readonly format: string;
  readonly districtId: string | null;
  /** Who sends: the same row from another sender is another report. */
  readonly sender: string;
}

export interface Acknowledged {
  readonly row: number;
  readonly id: string;
  readonly number: string;
  readonly state: string;
}

const VERSION = 1;
const headLine = (head: JournalHead): string => JSON.stringify({ version: VERSION, ...head });

/** Lines that are whole; the last one of a killed run may not be. */
function readLines(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

function readRow(line: string): Acknowledged | undefined {
  try {
    const row = JSON.parse(line) as Acknowledged;
    return Number.isInteger(row.row) && typeof row.number === 'string' ? row : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export class JournalOfAnother extends Error {
  override name = 'JournalOfAnother';
}

export class Journal {
  readonly path: string;
  readonly #head: JournalHead;
  #rows = new Map<number, Acknowledged>();
  #waiting: string[] = [];
  #file: number;

  /** Throws JournalOfAnother where the file holds the run of other reports or another sender. */
  constructor(path: string, head: JournalHead) {
    this.path = path;
    this.#head = head;
    const [first, ...lines] = readLines(path);
    if (first !== undefined && first !== headLine(head)) {
      throw new JournalOfAnother(
        `${path} is the journal of another run: ${first}. Name another file with --state.`,
      );
    }
    for (const line of lines) {
      const row = readRow(line);
      if (row) this.#rows.set(row.row, row);
    }
    mkdirSync(dirname(path), { recursive: true });
    this.#file = this.#open(first === undefined);
  }

  #open(isNew: boolean): number {
    const file = openSync(this.path, isNew ? 'w' : 'a');
    // After a torn last line a fresh one begins here; an empty line is no row.
    writeSync(file, isNew ? `${headLine(this.#head)}\n` : '\n');
    fsyncSync(file);
    return file;
  }

  get rows(): ReadonlyMap<number, Acknowledged> {
    return this.#rows;
  }

  add(row: Acknowledged): void {
    this.#rows.set(row.row, row);
    this.#waiting.push(`${JSON.stringify(row)}\n`);
  }

  /** All rows added so far are on the disk after this. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    writeSync(this.#file, this.#waiting.join(''));
    this.#waiting = [];
    fsyncSync(this.#file);
  }

  /** The store does not know what the journal says: start over, and keep the old file beside the new one. */
  discard(): void {
    closeSync(this.#file);
    renameSync(this.path, `${this.path}.of-another-store`);
    this.#rows = new Map();
    this.#waiting = [];
    this.#file = this.#open(true);
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}
