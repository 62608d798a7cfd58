// The round of a wall, for whoever directs it: which scenes take their turn, in which order, for how long.
// What is changed here stays here until it is saved; what others save meanwhile never takes its place unseen.
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { RoundBody, StageView } from '../core/contract.ts';
import type { Scene } from '../core/plan.ts';
import { directorTexts, wallTexts } from './wall-texts.ts';

const SHORTEST = 5;
const LONGEST = 3600;

interface Row {
  readonly code: string;
  /** As it is typed. */
  readonly seconds: string;
  readonly isInTurn: boolean;
}

interface Draft {
  readonly version: number;
  readonly rows: readonly Row[];
}

const rowsOf = (scenes: readonly Scene[]): readonly Row[] =>
  scenes.map(({ code, seconds, isInTurn }) => ({ code, seconds: String(seconds), isInTurn }));

const isLength = (seconds: string): boolean =>
  /^\d{1,4}$/.test(seconds) && Number(seconds) >= SHORTEST && Number(seconds) <= LONGEST;

function swapped(rows: readonly Row[], at: number, to: number): readonly Row[] {
  const [one, other] = [rows[at], rows[to]];
  if (!one || !other) return rows;
  return rows.map((row, index) => (index === at ? other : index === to ? one : row));
}

const buttonId = (code: string, way: 'up' | 'down'): string => `round-${code}-${way}`;

interface SceneRowProps {
  readonly scene: Scene;
  readonly row: Row;
  readonly at: number;
  readonly last: number;
  readonly onChange: (to: Partial<Row>) => void;
  readonly onMove: (by: 1 | -1) => void;
}

function SceneRow({ scene, row, at, last, onChange, onMove }: SceneRowProps) {
  const t = useText(directorTexts);
  const panels = useText(wallTexts);
  const isZh = useSpoken() === 'zh';
  const name = isZh ? scene.zh : scene.en;
  const content = scene.layouts.standard.map(({ panel }) => panels[panel]).join(isZh ? '、' : ', ');
  return (
    <li>
      <div>
        <strong>{`${at + 1}  ${name}`}</strong>
        <p>{content}</p>
      </div>
      <TextField
        label={t.secondsOf(name)}
        type="number"
        min={SHORTEST}
        max={LONGEST}
        value={row.seconds}
        onChange={(seconds) => onChange({ seconds })}
        {...(isLength(row.seconds) ? {} : { error: t.wrongLength })}
      />
      <Checkbox isChecked={row.isInTurn} onChange={(isInTurn) => onChange({ isInTurn })}>
        {t.inTurn(name)}
      </Checkbox>
      <div className="gl-director-acts">
        <Button
          id={buttonId(row.code, 'up')}
          label={t.upOf(name)}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          {t.up}
        </Button>
        <Button
          id={buttonId(row.code, 'down')}
          label={t.downOf(name)}
          disabled={at === last}
          onClick={() => onMove(1)}
        >
          {t.down}
        </Button>
      </div>
    </li>
  );
}

/** What is drafted, and what becomes of it. */
function useRound(view: StageView) {
  const t = useText(directorTexts);
  const [draft, setDraft] = useState<Draft>();
  const saving = useSend(
    (body: RoundBody, intent) => api.put<StageView>(`/api/wall/${view.areaPath}/round`, body, { intent }),
    {
      refresh: [['wall', 'stage', view.areaPath]],
      onDone: () => {
        setDraft(undefined);
        toasts.show({ text: t.saved });
      },
    },
  );
  const rows = draft?.rows ?? rowsOf(view.plan.scenes);
  const put = (next: readonly Row[]) => setDraft({ version: draft?.version ?? view.version, rows: next });
  const drop = () => {
    setDraft(undefined);
    saving.forget();
  };
  const save = () =>
    void saving.send({
      version: draft?.version ?? view.version,
      scenes: rows.map((row) => ({ ...row, seconds: Number(row.seconds) })),
    });
  const isOld = draft !== undefined && draft.version !== view.version;
  return { rows, put, drop, save, saving, isChanged: draft !== undefined, isOld };
}

function RoundLength({ rows }: { rows: readonly Row[] }) {
  const t = useText(directorTexts);
  const inTurn = rows.filter((row) => row.isInTurn);
  const seconds = inTurn.reduce((sum, row) => sum + Number(row.seconds), 0);
  const isWhole = inTurn.length > 0;
  return (
    <p role="status">
      {isWhole ? t.roundIs(inTurn.length, Math.floor(seconds / 60), seconds % 60) : t.noneInTurn}
    </p>
  );
}

export function DirectorRound({ view }: { view: StageView }) {
  const t = useText(directorTexts);
  const language = useSpoken();
  const { rows, put, drop, save, saving, isChanged, isOld } = useRound(view);
  const isSavable = rows.every(({ seconds }) => isLength(seconds)) && rows.some(({ isInTurn }) => isInTurn);
  const move = (code: string, at: number, by: 1 | -1) => {
    put(swapped(rows, at, at + by));
    const isAtEnd = at + by === (by === 1 ? rows.length - 1 : 0);
    // The row moved under the finger: the focus goes with it, and never onto a button that is off now.
    const way = (by === 1) === isAtEnd ? 'up' : 'down';
    requestAnimationFrame(() => document.getElementById(buttonId(code, way))?.focus());
  };
  return (
    <section aria-labelledby="director-round">
      <h2 id="director-round">{t.round}</h2>
      <p>{t.roundHint}</p>
      <ol className="gl-director-round">
        {rows.flatMap((row, at) => {
          const scene = view.plan.scenes.find(({ code }) => code === row.code);
          return scene
            ? [
                <SceneRow
                  key={row.code}
                  {...{ scene, row, at }}
                  last={rows.length - 1}
                  onChange={(to) => put(rows.map((one) => (one === row ? { ...one, ...to } : one)))}
                  onMove={(by) => move(row.code, at, by)}
                />,
              ]
            : [];
        })}
      </ol>
      <RoundLength rows={rows} />
      {saving.error ? <Notice tone="danger">{tellError(saving.error, language)}</Notice> : null}
      {isOld ? <Notice tone="warn">{t.changedMeanwhile}</Notice> : null}
      <div className="gl-director-acts">
        <Button
          tone="primary"
          isBusy={saving.isSending}
          disabled={!isChanged || isOld || !isSavable}
          onClick={save}
        >
          {t.save}
        </Button>
        {isChanged ? <Button onClick={drop}>{t.drop}</Button> : null}
      </div>
    </section>
  );
}

/** For those who may only look. */
export function RoundToRead({ view }: { view: StageView }) {
  const t = useText(directorTexts);
  const isZh = useSpoken() === 'zh';
  return (
    <section aria-labelledby="director-round">
      <h2 id="director-round">{t.round}</h2>
      <ol className="gl-director-round">
        {view.plan.scenes.map(({ code, zh, en, seconds, isInTurn }) => (
          <li key={code}>
            <strong>{isZh ? zh : en}</strong>
            <p>{isInTurn ? t.staysFor(seconds) : t.onlyCalled}</p>
          </li>
        ))}
      </ol>
      <p>{t.noRight}</p>
    </section>
  );
}
