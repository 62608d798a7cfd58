// The replies of a route as OpenAPI tells them: the contract's own, and the problem every refusal becomes.
import { Type } from '@sinclair/typebox';
import type { AnyRoute } from './route.ts';

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

export function responseSchemas(route: AnyRoute): Record<string, unknown> {
  const refusals = route.refusals?.length ? `Refused: ${route.refusals.join(', ')}` : 'Refused';
  return {
    [route.status ?? 200]: route.reply,
    '4xx': {
      description: refusals,
      content: { 'application/problem+json': { schema: ProblemSchema } },
    },
  };
}
