// Those who work in the street, by their roles: the one list for every slice that lets them do something or
// asks them to. It grants nothing by itself; the policies that name it do.
import type { Role } from '../../../kernel/rights.ts';

/** 一长三员 and those who walk the same streets. */
export const GRID_CREW: readonly Role[] = ['inspector', 'grid_head', 'guide', 'assistant', 'participant'];

/** The crew of the grids, and the people of the units who do the work there. */
export const OFFICERS: readonly Role[] = [...GRID_CREW, 'handler'];
