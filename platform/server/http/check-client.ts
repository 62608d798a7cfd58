// Whether the version that a client speaks is one that this server understands. Asked before anything else,
// so that a phone from last year is told to update instead of being misunderstood.
import type { FastifyRequest } from 'fastify';
import { clientFault, PROTOCOL_HEADER, type Served } from '../../protocol.ts';
import { throwRefusal } from './refused.ts';

const CODES = {
  too_old: 'http.client_too_old',
  too_new: 'http.client_too_new',
  unreadable: 'http.client_unreadable',
} as const;

/** Throws Refused `http.client_*`. */
export function checkClient(request: FastifyRequest, served: Served): void {
  const header = request.headers[PROTOCOL_HEADER];
  if (header === undefined) return;
  const fault = clientFault(String(header), served);
  if (fault) throwRefusal(CODES[fault], { client: String(header).slice(0, 20), ...served });
}
