// Which panel stands beside the map for the tool in hand.
import type { ToolProps } from './bench-screen.tsx';
import { BorderTool } from './bench-border.tsx';
import { CheckView } from './bench-check.tsx';
import { CompareView } from './bench-compare.tsx';
import { DrawTool } from './bench-draw.tsx';
import { LandTool } from './bench-land.tsx';
import { MembersView } from './bench-members.tsx';
import { MergeTool, NamesTool } from './bench-merge.tsx';
import { SplitTool } from './bench-split.tsx';
import { StepsView } from './bench-steps.tsx';

const PANELS = {
  split: SplitTool,
  merge: MergeTool,
  border: BorderTool,
  draw: DrawTool,
  land: LandTool,
  names: NamesTool,
  check: CheckView,
  compare: CompareView,
  steps: StepsView,
  members: MembersView,
} as const;

export function BenchTool(props: ToolProps) {
  const { bench, edits } = props;
  const Panel = PANELS[bench.tool];
  // What was typed for a step that is done is not typed for the next; a way of splitting stays.
  const key = bench.tool === 'split' ? '' : edits.made;
  return <Panel key={`${bench.tool} ${key}`} {...props} />;
}
