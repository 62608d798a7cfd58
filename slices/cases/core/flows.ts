// Every flow that the product knows. A new flow is one file in flows/ and one line here.
import { assert } from '../../../kernel/assert.ts';
import type { Flow } from './flow.ts';
import { standardFlow } from './flows/standard.ts';

export const FLOWS: readonly Flow[] = [standardFlow];

export function flowNamed(id: string): Flow {
  const flow = FLOWS.find((one) => one.id === id);
  assert(flow, `no flow is called ${id}`);
  return flow;
}
