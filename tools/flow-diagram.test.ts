// The drawn flow in the documents is the flow that runs.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOWS } from '../slices/cases/core/flows.ts';
import { diagramFile, drawFlow } from './flow-diagram.ts';

test.each(FLOWS)('docs/generated shows the $id flow as it is: run `npx tsx tools/flow-diagram.ts`',
  (flow) => {
  const stored = readFileSync(new URL(`../docs/generated/${diagramFile(flow)}`, import.meta.url), 'utf8');
  expect(stored).toBe(drawFlow(flow));
});
