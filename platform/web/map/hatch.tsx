// A hatch of the map in a legend, as the map draws it. It says nothing by itself: its name stands beside
// it.
import type { MarkKind } from './marks.ts';
import './hatch.css';

export const Hatch = ({ kind }: { kind: MarkKind }) => (
  <span className={`gl-hatch is-${kind}`} aria-hidden="true" />
);
