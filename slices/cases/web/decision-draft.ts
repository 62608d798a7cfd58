// What a dispatcher has changed on a case before deciding: another item, another place. Pure; it becomes the
// body of the acceptance.
import type { Point } from '../../../kernel/geo.ts';
import type { Option } from '../../../ui/picker/picker.tsx';
import type { Body, ProposalQuery } from './use-cases.ts';

export interface DecisionDraft {
  readonly item: Option | undefined;
  readonly point: Point | undefined;
}
export const NO_CHANGE: DecisionDraft = { item: undefined, point: undefined };

export const acceptBody = ({ item, point }: DecisionDraft): Body => ({
  ...(item ? { itemCode: item.id } : {}),
  ...(point ? { point } : {}),
});

export const proposalQuery = ({ item, point }: DecisionDraft): ProposalQuery => ({
  ...(item ? { itemCode: item.id } : {}),
  ...(point ?? {}),
});
