// What stands on the map workspace beside the cases: how they are shown, what is drawn, what is picked. How
// it is shown lasts while the shell is open; which cases, the address says, as on the list.
import { useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { LEAST_CORNERS, outlineWords, readOutline } from '../../../platform/web/map/outline.ts';
import { showView } from './list-filters.ts';
import type { Level, Look } from './map-tools.tsx';
import type { View } from './use-cases.ts';

export type Picked =
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'pile'; readonly ids: readonly string[] }
  | { readonly kind: 'area'; readonly areaPath: string }
  | { readonly kind: 'component'; readonly code: string };

interface Shown {
  readonly look: Look;
  readonly level: Level;
  readonly classes: readonly string[];
  readonly hasPanel: boolean;
  /** Professional layers that lie over the map, by code; and whether they are being chosen. */
  readonly layers: readonly string[];
  readonly hasLayers: boolean;
}

let lastShown: Shown = {
  look: 'clusters',
  level: 'community',
  classes: [],
  hasPanel: false,
  layers: [],
  hasLayers: false,
};

const NO_CORNERS: readonly Point[] = [];
let lastOutline: { readonly words: string; readonly corners: readonly Point[] } | undefined;

/** The same corners for the same words, so that the map draws them once. */
function outlineOf({ within }: View): readonly Point[] {
  if (within === undefined) return NO_CORNERS;
  if (lastOutline?.words !== within)
    lastOutline = { words: within, corners: readOutline(within) ?? NO_CORNERS };
  return lastOutline.corners;
}

export function useWorkspace(view: View) {
  const [shown, setShown] = useState(lastShown);
  const [corners, setCorners] = useState<readonly Point[]>();
  const [picked, setPicked] = useState<Picked>();
  const [lookAt, setLookAt] = useState<Point>();
  const show = (changed: Partial<Shown>) => {
    lastShown = { ...shown, ...changed };
    setShown(lastShown);
  };
  const draw = (within: string | undefined) => {
    const { within: _, ...rest } = view;
    setCorners(undefined);
    showView(within === undefined ? rest : { ...rest, within });
  };
  return {
    ...shown,
    show,
    outline: outlineOf(view),
    corners,
    setCorners,
    apply: (of: readonly Point[]) => draw(outlineWords(of)),
    /** By key, from the map itself; two corners hold nothing. */
    close: () => {
      if (corners && corners.length >= LEAST_CORNERS) draw(outlineWords(corners));
    },
    clear: () => draw(undefined),
    picked,
    pick: setPicked,
    lookAt,
    setLookAt,
  };
}
export type Workspace = ReturnType<typeof useWorkspace>;
