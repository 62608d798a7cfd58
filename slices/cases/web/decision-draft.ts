// What a dispatcher has changed on a case before deciding: another item, another place. Pure; it becomes the
// body of the acceptance. A grid without a point stays a grid: no exact place is made up for it.
import type { Point } from '../../../kernel/geo.ts';
import type { Option } from '../../../ui/picker/picker.tsx';
import type { Body, ProposalQuery } from './use-cases.ts';

export interface GridPlace {
  readonly path: string;
  readonly name: string;
  /** Somewhere within, so that the rules can be asked who would be responsible there. */
  readonly inside: Point | undefined;
}

export interface DecisionDraft {
  readonly item: Option | undefined;
  readonly point: Point | undefined;
  readonly grid: GridPlace | undefined;
  readonly address: string | undefined;
}
export const NO_CHANGE: DecisionDraft = {
  item: undefined,
  point: undefined,
  grid: undefined,
  address: undefined,
};
export const NO_OTHER_PLACE = { point: undefined, grid: undefined, address: undefined } as const;

export const acceptBody = ({ item, point, grid, address }: DecisionDraft): Body => ({
  ...(item ? { itemCode: item.id } : {}),
  ...(point ? { point } : grid ? { areaPath: grid.path } : {}),
  ...((point || grid) && address ? { address } : {}),
});

export const proposalQuery = ({ item, point, grid }: DecisionDraft): ProposalQuery => ({
  ...(item ? { itemCode: item.id } : {}),
  ...(point ?? grid?.inside ?? {}),
});
