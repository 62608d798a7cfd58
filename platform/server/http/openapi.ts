// The replies of a route as OpenAPI tells them: the contract's own, and the problem every refusal becomes.
import { Type } from '@sinclair/typebox';
import type { httpRefusals } from './refusals.ts';
import type { AnyRoute } from './route.ts';

type HttpRefusalCode = keyof typeof httpRefusals;

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What happened, why, and how to go on, in the language asked for.' }),
    code: Type.String({ description: 'A stable word to switch on.' }),
    retryable: Type.Boolean(),
    data: Type.Record(Type.String(), Type.Unknown()),
    requestId: Type.String(),
  },
  { title: 'Problem' },
);

/** What the edge itself may refuse at this door, before the slice is asked. */
function edgeRefusals({ method, isIdempotent, perMinute, damagedCode }: AnyRoute): HttpRefusalCode[] {
  const isWrite = method !== 'GET';
  return [
    'http.invalid', 'auth.sign_in_first', 'auth.not_allowed', 'http.weather',
    'http.client_too_old', 'http.client_too_new', 'http.client_unreadable',
    ...(isWrite ? [] : (['http.query_unknown'] as const)),
    ...(isWrite ? (['auth.csrf', 'http.too_large', 'http.media_type'] as const) : []),
    ...(isWrite && damagedCode === undefined ? (['http.body_damaged'] as const) : []),
    ...(isWrite && isIdempotent !== false
      ? (['http.idempotency_key_missing', 'http.idempotency_key_reused'] as const)
      : []),
    ...(perMinute === undefined ? [] : (['http.too_many_requests'] as const)),
  ];
}

export function responseSchemas(route: AnyRoute): Record<string, unknown> {
  const refusals = `Refused: ${[...new Set([...(route.refusals ?? []), ...edgeRefusals(route)])].join(', ')}`;
  return {
    [route.status ?? 200]: route.reply,
    '4xx': {
      description: refusals,
      content: { 'application/problem+json': { schema: ProblemSchema } },
    },
  };
}
