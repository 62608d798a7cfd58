// The words of a case's state, as its flow says them.
import { flowNamed } from '../../cases/core/flows.ts';

export function stateWords(flow: string, state: string): { readonly zh: string; readonly en: string } {
  const spec = flowNamed(flow).states[state];
  return { zh: spec?.zh ?? state, en: spec?.en ?? state };
}
