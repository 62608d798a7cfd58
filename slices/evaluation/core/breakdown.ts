// By what a table of figures is broken down. whole: the area itself · area: those right below it · grid: all
// of its grids · unit, item: those with work, or matters, in the area. Pure.

export const BREAKDOWNS = ['whole', 'area', 'grid', 'unit', 'item'] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];
