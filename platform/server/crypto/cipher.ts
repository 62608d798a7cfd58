// How personal fields are kept: sealed so that a copy of the database alone shows nothing. One interface, so
// that the international and the national (SM4) algorithms can stand side by side. Never logs what it seals.

export interface Cipher {
  /** Different bytes every time, also for the same text. */
  seal(text: string): Uint8Array;
  /** Throws when the bytes were altered or sealed under another key. */
  open(sealed: Uint8Array): string;
  /** The same 32 bytes for the same text under the same key: for exact search, never to be opened. */
  blindIndex(text: string): Uint8Array;
  /** 32 bytes that only this service can work out again, the same for the same purpose and owner for ever:
   *  a key that is handed to its owner. Tells nothing of any other key. */
  keyFor(purpose: string, owner: string): Uint8Array;
}
