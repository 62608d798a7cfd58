// The token that a machine before a wall presents: random, kept nowhere, known by its hash.
import { hash } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const hashToken = (token: string): Uint8Array => hash('sha256', token, 'buffer');
export const isToken = (token: string | undefined): token is string =>
  token !== undefined && TOKEN.test(token);
