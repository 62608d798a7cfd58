// A report as it is read from someone's file, before it is sent like any client would send it.
import { createHash } from 'node:crypto';
import type { Point } from '../../kernel/geo.ts';

export interface FiledReport {
  /** Its place in the file, the first row being 1: with the file itself this is its identity. */
  readonly row: number;
  /** As whom staff would file it; a sender without an account files it as `publicChannel`. */
  readonly staffChannel: 'hotline' | 'department' | 'open311';
  readonly publicChannel: 'citizen' | 'open311';
  readonly words: string;
  readonly address?: string;
  /** Absent: it is given a place in the district, always the same one. */
  readonly point?: Point;
  /** The item that the file's own type means, where one does. */
  readonly itemCode?: string;
  /** Whether the server may be asked which item the words mean. */
  readonly isItemAsked: boolean;
}

/** A row that can't even be sent, with the reason. */
export interface UnreadableRow {
  readonly row: number;
  readonly why: string;
}

export interface ReadReports {
  readonly reports: readonly FiledReport[];
  readonly unreadable: readonly UnreadableRow[];
}

export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 24);

/** The same row of the same file has the same key for ever: whoever sends it again changes nothing. */
export const keyOf = (fileDigest: string, row: number): string => `replay-${fileDigest}-${row}`;
