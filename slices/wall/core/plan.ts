// What stands on a wall, as data: scenes of panels on a grid of twelve by twelve, how long each takes its
// turn, and places for video. It must know no panel's content.
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';

export const PANELS = ['figures', 'map', 'streets', 'running', 'indicators', 'video'] as const;
export type Panel = (typeof PANELS)[number];

/** standard: 16:9, drawn for 1920 × 1080 · wide: 32:9, drawn for 3840 × 1080. */
export const LAYOUTS = ['standard', 'wide'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Lines of the grid count from 1; it has twelve columns and twelve rows below the head. */
export const GRID = 12;

export interface Placed {
  readonly panel: Panel;
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Scene {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly seconds: number;
  /** Takes its turn by itself; else it comes only when a director calls it. */
  readonly isInTurn: boolean;
  /** Shows one street instead of the whole area. */
  readonly isFocus: boolean;
  readonly layouts: Readonly<Record<Layout, readonly Placed[]>>;
}

export const VIDEO_KINDS = ['hls', 'webrtc', 'mjpeg', 'image'] as const;
export type VideoKind = (typeof VIDEO_KINDS)[number];

export interface Video {
  readonly zh: string;
  readonly en: string;
  readonly kind: VideoKind;
  /** A path of this server, behind which the district's own gateway stands; null: nothing connected. */
  readonly address: string | null;
}

export interface Plan {
  readonly scenes: readonly Scene[];
  readonly videos: readonly Video[];
}

const reach = ({ column, row, columns, rows }: Placed) => ({
  left: column,
  right: column + columns,
  top: row,
  bottom: row + rows,
});

function overlap(one: Placed, other: Placed): boolean {
  const [a, b] = [reach(one), reach(other)];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function layoutFault(scene: Scene, layout: Layout): Refusal | undefined {
  const placed = scene.layouts[layout];
  const outside = placed.find((one) => reach(one).right > GRID + 1 || reach(one).bottom > GRID + 1);
  if (outside) return refuse('wall.panel_outside', { scene: scene.code, layout, panel: outside.panel });
  for (const [index, one] of placed.entries()) {
    const other = placed.slice(index + 1).find((two) => two.panel === one.panel || overlap(one, two));
    if (other) return refuse('wall.panels_overlap', { scene: scene.code, layout, panel: other.panel });
  }
  return undefined;
}

/** What is wrong with a plan beyond its shape; undefined: it can stand. */
export function planFault({ scenes }: Plan): Refusal | undefined {
  const codes = scenes.map((scene) => scene.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return refuse('wall.scene_twice', { scene: twice });
  if (!scenes.some((scene) => scene.isInTurn)) return refuse('wall.none_in_turn');
  for (const scene of scenes) {
    for (const layout of LAYOUTS) {
      const fault = layoutFault(scene, layout);
      if (isRefusal(fault)) return fault;
    }
  }
  return undefined;
}
