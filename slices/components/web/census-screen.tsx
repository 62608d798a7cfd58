// Bringing in a census: a file, its columns, a trial, the run with its progress, the errors file. Nothing is
// written before it is asked for; the import is in the address, so that it can be left and found again.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { FilesField } from '../../../ui/file-field/file-field.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CODE_SCHEMES, type CodeSchemeId } from '../core/code-scheme.ts';
import { FIRST_PLANE, type ImportView, type ImportWords } from '../core/contract-imports.ts';
import { CensusColumns, type Columns, isSaid } from './census-columns.tsx';
import { CensusPast } from './census-past.tsx';
import { CensusResult } from './census-result.tsx';
import { censusTexts } from './census-texts.ts';
import { useRegisterArea } from './register-data.ts';
import { RegisterFrame } from './register-frame.tsx';
import { type Preview, useImport, usePreview, useRun, useUpload } from './use-census.ts';

const SYSTEMS = [
  ['WGS84', 'WGS 84'],
  ['CGCS2000', 'CGCS2000'],
  ['GCJ02', 'GCJ-02'],
  ['BD09', 'BD-09'],
] as const;

function Upload({ districtId }: { districtId: string }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const { share, error, upload, stop } = useUpload(districtId);
  const percent = Math.round((share ?? 0) * 100);
  return (
    <div>
      <FilesField
        label={t.file}
        help={t.fileHelp}
        accept=".csv,.xlsx,.geojson,.json,.gpkg,.zip,.shp,.dbf,.prj,.cpg"
        isOff={share !== undefined}
        onFiles={(files) => void upload(files)}
      />
      {share === undefined ? null : (
        <div className="gl-register-acts">
          <progress
            className="gl-register-progress"
            max={100}
            value={percent}
            aria-label={t.sending(percent)}
          />
          <Button size="small" onClick={stop}>
            {t.stop}
          </Button>
        </div>
      )}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
    </div>
  );
}

/** Columns in metres: the plane is chosen beside it. */
const PLANE = 'plane';

interface Typed extends Columns {
  readonly crs: ImportWords['crs'] | typeof PLANE | '';
  readonly plane: string;
  readonly scheme: CodeSchemeId;
  readonly source: string;
  readonly same: string;
}

const FRESH: Typed = {
  crs: '',
  plane: '',
  scheme: 'classic',
  source: '',
  same: '0.5',
  columns: [],
  constants: [],
};

function typedOf({ terms }: ImportView): Typed {
  if (!terms) return FRESH;
  const { plane, columns, constants } = terms;
  const place = plane === undefined ? { plane: '' } : ({ crs: PLANE, plane: String(plane) } as const);
  return { ...terms, ...place, columns, constants, same: String(terms.samePlaceMetres) };
}

function termsOf(typed: Typed): ImportWords | undefined {
  const { scheme, source, same, columns, constants } = typed;
  const samePlaceMetres = Number(same);
  const isFit = same.trim() !== '' && samePlaceMetres >= 0 && samePlaceMetres <= 100;
  const isPlane = typed.crs === PLANE;
  const crs = typed.crs === PLANE ? 'CGCS2000' : typed.crs;
  const isMissing = crs === '' || (isPlane && typed.plane === '') || source.trim() === '';
  if (isMissing || !isFit) return undefined;
  const plane = isPlane ? { plane: Number(typed.plane) } : {};
  return { crs, ...plane, scheme, source: source.trim(), samePlaceMetres, columns, constants };
}

interface TermsProps {
  readonly typed: Typed;
  readonly preview: Preview;
  readonly set: (change: Partial<Typed>) => void;
}

const [WESTMOST, A_ZONE, ZONES] = [75, 3, 21];

/** Meridian by meridian, without and with the zone before the metres. */
const planes = (tell: (meridian: number, zone: number | null) => string) =>
  Array.from({ length: ZONES }, (_, n) => {
    const meridian = WESTMOST + n * A_ZONE;
    return [
      { value: String(FIRST_PLANE + ZONES + n), label: tell(meridian, null) },
      { value: String(FIRST_PLANE + n), label: tell(meridian, meridian / A_ZONE) },
    ];
  }).flat();

/** Asked for only where the file does not say all of it. */
function SystemOf({ typed, preview: { system, hasGeometry }, set }: TermsProps) {
  const t = useText(censusTexts);
  const choices = SYSTEMS.map(([value, label]) => ({ value, label }) as { value: string; label: string });
  if (system?.isSettled) return <Notice>{t.settled(system.name, system.meridian)}</Notice>;
  return (
    <>
      <NativeSelect
        label={t.crs}
        help={system ? `${t.told(system.name)}${t.crsHelp}` : t.crsHelp}
        placeholder={t.crsNone}
        value={typed.crs}
        choices={hasGeometry ? choices : [...choices, { value: PLANE, label: t.planeCrs }]}
        onChange={(crs) => set({ crs: crs as Typed['crs'] })}
      />
      {typed.crs === PLANE ? (
        <NativeSelect
          label={t.plane}
          help={t.planeHelp}
          placeholder={t.planeNone}
          value={typed.plane}
          choices={planes(t.planeOf)}
          onChange={(plane) => set({ plane })}
        />
      ) : null}
    </>
  );
}

function Terms({ typed, preview, set }: TermsProps) {
  const t = useText(censusTexts);
  const language = useSpoken();
  return (
    <div className="gl-register-choices">
      <SystemOf typed={typed} preview={preview} set={set} />
      <NativeSelect
        label={t.scheme}
        value={typed.scheme}
        choices={Object.values(CODE_SCHEMES).map(({ id, edition }) => ({
          value: id,
          label: edition[language],
        }))}
        onChange={(scheme) => set({ scheme: scheme as CodeSchemeId })}
      />
      <TextField
        label={t.source}
        help={t.sourceHelp}
        maxLength={200}
        value={typed.source}
        onChange={(source) => set({ source })}
      />
      <TextField
        label={t.same}
        help={t.sameHelp}
        inputMode="decimal"
        value={typed.same}
        onChange={(same) => set({ same })}
      />
    </div>
  );
}

const saysClass = (preview: Preview, typed: Columns): boolean =>
  (['code', 'classCode'] as const).some((field) => isSaid(preview, typed, field));

function Missing({ hasTerms, hasClass }: { hasTerms: boolean; hasClass: boolean }) {
  const t = useText(censusTexts);
  return (
    <>
      {hasTerms ? null : <Notice tone="warn">{t.missing}</Notice>}
      {hasClass ? null : <Notice tone="warn">{t.noClass}</Notice>}
    </>
  );
}

function Ready({ view }: { view: ImportView }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const [typed, setTyped] = useState(() => typedOf(view));
  const [isTold, setTold] = useState(false);
  const preview = usePreview(view);
  const run = useRun();
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const isSettled = preview.data?.system?.isSettled === true;
  const terms = termsOf(isSettled ? { ...typed, crs: 'WGS84' } : typed);
  const hasClass = preview.data === undefined || saysClass(preview.data, typed);
  const start = (isTrial: boolean) => {
    setTold(terms === undefined || !hasClass);
    if (terms && hasClass) void run.send({ id: view.id, isTrial, terms });
  };
  return (
    <Card title={view.fileName}>
      {preview.error ? <Notice tone="danger">{tellError(preview.error, language)}</Notice> : null}
      {preview.isPending ? <Loading lines={4} /> : null}
      {preview.data ? (
        <div className="gl-register-form">
          <Terms typed={typed} preview={preview.data} set={set} />
          <CensusColumns preview={preview.data} value={typed} onChange={set} />
          {isTold ? <Missing hasTerms={terms !== undefined} hasClass={hasClass} /> : null}
          {run.error ? <Notice tone="danger">{tellError(run.error, language)}</Notice> : null}
          <div className="gl-register-acts">
            <Button isBusy={run.isSending} onClick={() => start(true)}>
              {t.trial}
            </Button>
            <Button tone="primary" isBusy={run.isSending} onClick={() => start(false)}>
              {view.state === 'cancelled' ? t.again : t.run}
            </Button>
          </div>
        </div>
      ) : null}
    </Card>
  );
}

const MAY_RUN = ['received', 'judged', 'cancelled', 'failed'];
const HAS_RUN = ['judging', 'judged', 'writing', 'done', 'cancelled', 'failed'];

export default function CensusScreen() {
  const t = useText(censusTexts);
  const language = useSpoken();
  const districtId = useRegisterArea('component.import').slice(0, 6);
  const { data: view, error, refetch } = useImport();
  return (
    <RegisterFrame part="importing" why={t.why}>
      <div className="gl-register-cards">
        <Upload districtId={districtId} />
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {view?.state === 'receiving' ? <Notice tone="warn">{t.half}</Notice> : null}
        {view && HAS_RUN.includes(view.state) ? <CensusResult view={view} /> : null}
        {view && MAY_RUN.includes(view.state) ? <Ready key={view.id} view={view} /> : null}
        <CensusPast districtId={districtId} />
      </div>
    </RegisterFrame>
  );
}
