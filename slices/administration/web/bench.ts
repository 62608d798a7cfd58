// What lies on the workbench: the tool in hand, the grids chosen, the line that is being drawn, the corner
// that is being moved. Nothing of it is saved until a tool sends it, and a refusal takes none of it away.
import { useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import type { Box } from '../../../platform/web/map/map-data.ts';

export const TOOLS = ['split', 'merge', 'border', 'draw', 'land', 'names'] as const;
export const VIEWS = ['check', 'compare', 'steps', 'members'] as const;
export type Tool = (typeof TOOLS)[number] | (typeof VIEWS)[number];

interface BenchState {
  readonly tool: Tool;
  /** Paths of grids, in the order chosen. */
  readonly chosen: readonly string[];
  /** A cut, or a ring that is not closed. */
  readonly line: readonly Point[];
  readonly isDrawing: boolean;
  /** A corner of the chosen grid, and where it is to go; or a place that is pointed at. */
  readonly corner: Point | undefined;
  readonly pin: Point | undefined;
  readonly lookAt: Point | undefined;
  readonly lookAtBox: Box | undefined;
}

const CLEAR = { line: [], isDrawing: false, corner: undefined, pin: undefined } as const;
/** These take several grids at once. */
const TAKES_MANY: ReadonlySet<Tool> = new Set(['merge', 'draw']);

export function useBench(first: Tool) {
  const [state, setState] = useState<BenchState>({
    ...CLEAR,
    tool: first,
    chosen: [],
    lookAt: undefined,
    lookAtBox: undefined,
  });
  const set = (change: Partial<BenchState>) => setState((now) => ({ ...now, ...change }));
  return {
    ...state,
    set,
    clear: () => set(CLEAR),
    takeUp: (tool: Tool) =>
      setState((now) => ({
        ...now,
        ...CLEAR,
        tool,
        chosen: TAKES_MANY.has(tool) ? now.chosen : now.chosen.slice(0, 1),
      })),
    /** A second press lets go again. */
    choose: (path: string) =>
      setState((now) => {
        const isChosen = now.chosen.includes(path);
        const others = now.chosen.filter((one) => one !== path);
        const one = isChosen ? [] : [path];
        const chosen = TAKES_MANY.has(now.tool) ? [...others, ...one] : one;
        return { ...now, chosen, corner: undefined, pin: undefined };
      }),
  };
}

/** A version that is no draft any more, or not yet, is looked at alone: whoever holds a tool lays it down. */
export const heldTool = (tool: Tool, isEditable: boolean): Tool =>
  isEditable || VIEWS.some((view) => view === tool) ? tool : 'compare';

export type Bench = ReturnType<typeof useBench>;
