// Photos in memory, for tests; it can be told to be full.
import { Readable } from 'node:stream';
import type { PhotoFiles } from './photo-files.ts';

export class FakeFiles implements PhotoFiles {
  readonly held = new Map<string, Uint8Array>();
  /** Photos that still fit; below zero means no limit. */
  room = -1;

  async put(id: string, size: string, bytes: Uint8Array): Promise<void> {
    if (this.room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    this.room -= 1;
    this.held.set(`${id} ${size}`, bytes);
  }

  async open(id: string, size: string) {
    const bytes = this.held.get(`${id} ${size}`);
    return bytes && { stream: Readable.from([bytes]), bytes: bytes.length };
  }

  async putPiece(uploadId: string, number: number, bytes: Uint8Array): Promise<void> {
    await this.put(uploadId, `piece ${number}`, Uint8Array.from(bytes));
  }

  async readPiece(uploadId: string, number: number): Promise<Uint8Array | undefined> {
    return this.held.get(`${uploadId} piece ${number}`);
  }

  async removePieces(uploadId: string, count: number): Promise<void> {
    for (let number = 0; number < count; number++) this.held.delete(`${uploadId} piece ${number}`);
  }

  async remove(id: string): Promise<void> {
    this.held.delete(`${id} full`);
    this.held.delete(`${id} thumb`);
  }
}
