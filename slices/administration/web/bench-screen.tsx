// The workbench of one version: its grids as a list and on the map, which choose the same, and the tools
// beside them. A version that is no draft is looked at with the same bench and without tools.
import { type ReactNode, useEffect, useState } from 'react';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import type { Areas, MapPoint } from '../../../platform/web/map/map-data.ts';
import type { Marked } from '../../../platform/web/map/marks.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { VersionRow } from '../../areas/core/contract.ts';
import type { ChangedDraft, DraftState } from '../../areas/core/contract-workshop.ts';
import { type Bench, heldTool, TOOLS, type Tool, useBench, VIEWS } from './bench.ts';
import { BenchGrids } from './bench-grids.tsx';
import { BenchMap } from './bench-map.tsx';
import { benchTexts } from './bench-texts.ts';
import { BenchTool } from './bench-tool.tsx';
import { gridTexts } from './grid-texts.ts';
import { StandingBadge, standingOf, VersionFiles } from './grid-versions.tsx';
import { boxOfAreas, type Edits, useAreasOf, useDraft, useEdits } from './use-grids.ts';
import type { ActOnVersion } from './version-forms.tsx';

/** What a tool shows on the map beside the grids. */
export interface Shown {
  readonly marked?: Marked | undefined;
  readonly points?: readonly MapPoint[] | undefined;
  readonly spots?: readonly { readonly lon: number; readonly lat: number }[] | undefined;
}

/** What every tool is given. */
export interface ToolProps {
  readonly bench: Bench;
  readonly edits: Edits;
  readonly version: VersionRow;
  readonly draft: DraftState;
  readonly grids: Areas;
  readonly onShow: (shown: Shown) => void;
}

interface ScreenProps {
  readonly version: VersionRow;
  readonly onAct: (doing: ActOnVersion) => void;
  readonly notices: ReactNode;
}

function Heading({
  version,
  draft,
  edits,
  onAct,
}: Pick<ScreenProps, 'version' | 'onAct'> & { draft: DraftState | undefined; edits: Edits }) {
  const [t, g] = [useText(benchTexts), useText(gridTexts)];
  const standing = standingOf(version);
  const read = draft ? { ...version, revision: draft.revision } : version;
  const canPublish = standing === 'draft' || standing === 'imported';
  const actions = (
    <>
      <Button size="small" icon="back" onClick={() => setQuery({ version: undefined })}>
        {t.back}
      </Button>
      {draft?.isEditable ? (
        <>
          <Button
            size="small"
            icon="undo"
            disabled={!draft.canUndo}
            isBusy={edits.isSending}
            onClick={() => edits.turn('undo')}
          >
            {t.undo}
          </Button>
          <Button
            size="small"
            disabled={!draft.canRedo}
            isBusy={edits.isSending}
            onClick={() => edits.turn('redo')}
          >
            {t.redo}
          </Button>
        </>
      ) : null}
      <VersionFiles versionId={version.versionId} />
      {canPublish ? (
        <>
          <Button size="small" tone="quiet" onClick={() => onAct({ act: 'giveUp', version: read })}>
            {g.giveUp}
          </Button>
          <Button
            size="small"
            tone="primary"
            disabled={!draft || draft.isOvertaken}
            onClick={() => onAct({ act: 'publish', version: read })}
          >
            {g.publish}
          </Button>
        </>
      ) : null}
    </>
  );
  return (
    <PageHead title={g.number(version.number)} actions={actions}>
      <StandingBadge version={version} /> {version.source}
    </PageHead>
  );
}

const MOST_FAULTS = 30;

/** Of a file: every line or feature that is wrong, in words. */
function Faults({ error }: { error: Error }) {
  const faults = isRefused(error) ? error.data['faults'] : undefined;
  if (!Array.isArray(faults)) return null;
  return (
    <ul>
      {(faults as { readonly words: string }[]).slice(0, MOST_FAULTS).map(({ words }) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** Somebody was first: told until the newest draft is loaded, whatever is looked at meanwhile. */
const isSecond = (error: Error | null): boolean =>
  isRefused(error, 'areas.draft_changed') || isRefused(error, 'areas.not_draft');

/** A no is about the tool in hand and the grids chosen; with another of either it is about nothing. */
function useForgottenNo({ tool, chosen }: Bench, { error, forget }: Edits): void {
  const doing = `${tool} ${chosen.join(' ')}`;
  const [told, setTold] = useState(doing);
  const isOver = error !== null && !isSecond(error) && told !== doing;
  useEffect(() => {
    if (isOver) forget();
    setTold(doing);
  }, [isOver, forget, doing]);
}

/** What became of the last step; who was first, where somebody was. */
function Told({ edits, draft }: { edits: Edits; draft: DraftState }) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { error, last } = edits;
  return (
    <>
      {draft.isEditable ? null : <Notice>{t.readOnly}</Notice>}
      {draft.state === 'draft' && draft.isOvertaken ? <Notice tone="warn">{t.overtaken}</Notice> : null}
      {error ? (
        <Notice tone="danger">
          <p>{tellError(error, language)}</p>
          <Faults error={error} />
          {isSecond(error) ? (
            <>
              <p>{t.conflictKept}</p>
              <Button size="small" onClick={() => void edits.reload()}>
                {t.conflict}
              </Button>
            </>
          ) : null}
        </Notice>
      ) : null}
      {last && !error ? (
        <Notice tone="ok">
          {last.step.isUndone ? `${t.undone}: ` : ''}
          {t.did(last.step.words)}
        </Notice>
      ) : null}
    </>
  );
}

function Tools({
  bench,
  isEditable,
  onShow,
}: Pick<ToolProps, 'bench' | 'onShow'> & { isEditable: boolean }) {
  const t = useText(benchTexts);
  const tools: readonly Tool[] = isEditable ? [...TOOLS, ...VIEWS] : VIEWS;
  return (
    <Chips
      label={t.tools}
      isLabelHidden
      choices={tools.map((id) => ({ id, label: t[id] }))}
      chosen={bench.tool}
      onChoose={(tool) => {
        onShow({});
        bench.takeUp(tool);
      }}
    />
  );
}

/** A grid that a step took away is not chosen any more; the one that was split still is. */
function settle(bench: Bench, { gone, step }: ChangedDraft): void {
  bench.set({
    line: [],
    isDrawing: false,
    corner: undefined,
    pin: undefined,
    chosen: bench.chosen
      .filter((path) => !gone.includes(path))
      .slice(0, step.kind === 'merge' ? 0 : undefined),
  });
}

interface WorkProps extends Omit<ToolProps, 'onShow'> {
  readonly notices: ReactNode;
}

function Work({ notices, bench: held, ...rest }: WorkProps) {
  const { draft, edits, grids } = rest;
  const bench = { ...held, tool: heldTool(held.tool, draft.isEditable) };
  const tool = { ...rest, bench };
  useForgottenNo(bench, edits);
  const [shown, setShown] = useState<Shown>({});
  const look = (path: string) => bench.set({ lookAtBox: boxOfAreas(grids, [path]) });
  return (
    <div className="gl-bench">
      <BenchGrids grids={grids} bench={bench} onLook={look} />
      <BenchMap bench={bench} grids={grids} shown={shown} />
      <div className="gl-bench-side">
        {notices}
        <Told edits={edits} draft={draft} />
        <Tools bench={bench} isEditable={draft.isEditable} onShow={setShown} />
        <BenchTool {...tool} onShow={setShown} />
      </div>
    </div>
  );
}

const FIRST = {
  draft: 'split',
  imported: 'check',
  waiting: 'compare',
  force: 'members',
  retired: 'compare',
} as const;

export function BenchScreen({ version, onAct, notices }: ScreenProps) {
  const language = useSpoken();
  const draft = useDraft(version.versionId);
  const grids = useAreasOf(version.versionId, 'grid');
  const bench = useBench(FIRST[standingOf(version)]);
  const edits = useEdits(version.versionId, draft.data?.revision ?? version.revision, (changed) =>
    settle(bench, changed),
  );
  const error = draft.error ?? grids.error;
  const again = () => void Promise.all([draft.refetch(), grids.refetch()]);
  return (
    <div className="gl-bench-screen">
      <Heading version={version} draft={draft.data} edits={edits} onAct={onAct} />
      {error ? <Failed message={tellError(error, language)} onAgain={again} /> : null}
      {!error && !(draft.data && grids.data) ? <Loading lines={8} /> : null}
      {!error && draft.data && grids.data ? (
        <Work
          notices={notices}
          bench={bench}
          edits={edits}
          version={version}
          draft={draft.data}
          grids={grids.data}
        />
      ) : null}
    </div>
  );
}
