// 数据: the figures of the day where I lead, each with its base and each opening exactly the cases it
// counts; by the areas below and by unit. A tap on an area's name goes into it.
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { count, shareWords, whenWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { AreaPicker, useAreaName } from './area-picker.tsx';
import { capital } from './action-form.tsx';
import { nameIn } from './case-timeline.tsx';
import { leaderTexts } from './leader-texts.ts';
import { type Figures, useFigures, useLedArea } from './use-leader.ts';
import './field-cases.css';
import './leader.css';

export type FigureView = Figures['figures'][number];

export const figureName = (figure: Pick<FigureView, 'zh' | 'en'>, language: Language): string =>
  language === 'zh' ? figure.zh : capital(figure.en);

interface Row {
  readonly areaPath: string;
  readonly unit?: { readonly id: string; readonly by: string };
}

/** The address of the list that a number opens. */
export function figureHref(id: string, { areaPath, unit }: Row): string {
  const query = new URLSearchParams({ area: areaPath });
  if (unit) query.set(unit.by === 'holder' ? 'holder' : 'unit', unit.id);
  return `/field/figures/${id}?${query.toString()}`;
}

function Tile({ figure, figures }: { figure: FigureView; figures: Figures }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const of = figures.figures.find(({ id }) => id === figure.of);
  const name = figureName(figure, language);
  const isShare = figure.outOf !== null && of !== undefined;
  return (
    <li className={`gl-figure is-${figure.id}${figure.total > 0 ? ' is-some' : ''}`}>
      <a
        href={figureHref(figure.id, { areaPath: figures.areaPath })}
        aria-label={t.figureOf(name, count(figure.total))}
      >
        <span className="gl-figure-name">{name}</span>
        <span className="gl-figure-total gl-figures">{count(figure.total)}</span>
        {isShare ? (
          <span className="gl-figure-base gl-figures">
            {t.base(figureName(of, language), shareWords(figure.total, figure.outOf ?? 0, language))}
          </span>
        ) : null}
      </a>
    </li>
  );
}

interface BreakdownProps {
  readonly title: string;
  readonly figure: FigureView;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly total: number;
    readonly href: string;
    readonly onInto?: () => void;
  }[];
}

function Breakdown({ title, figure, rows }: BreakdownProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  return (
    <Card title={title}>
      {rows.length === 0 ? <p className="gl-quiet">{t.noRows}</p> : null}
      <ul className="gl-figure-rows">
        {rows.map((row) => (
          <li key={row.key}>
            {row.onInto ? (
              <Button tone="quiet" label={t.goInto(row.name)} onClick={row.onInto}>
                {row.name}
              </Button>
            ) : (
              <span>{row.name}</span>
            )}
            <a
              className="gl-figure-number gl-figures"
              href={row.href}
              aria-label={t.figureOf(`${row.name} ${figureName(figure, language)}`, count(row.total))}
            >
              {count(row.total)}
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Breakdowns({ figures }: { figures: Figures }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const { data: tree } = useAreaTree(figures.areaPath.slice(0, 6));
  const figure =
    figures.figures.find(({ id }) => id === query.get('figure')) ??
    figures.figures.find(({ id }) => id === 'red') ??
    figures.figures[0];
  if (!figure) return null;
  const { id, by } = figure;
  const areas = figures.areas.map(({ areaPath, totals }) => ({
    key: areaPath,
    name: areaNames(tree, areaPath, language, 1) ?? areaPath,
    total: totals[id] ?? 0,
    href: figureHref(id, { areaPath }),
    onInto: () => setQuery({ area: areaPath }),
  }));
  const units = figures.units.map(({ unit, totals }) => ({
    key: unit.id,
    name: nameIn(unit, language),
    total: totals[id] ?? 0,
    href: figureHref(id, { areaPath: figures.areaPath, unit: { id: unit.id, by } }),
  }));
  const mostFirst = <R extends { total: number }>(rows: readonly R[]): readonly R[] =>
    rows.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  return (
    <>
      <NativeSelect
        label={t.whichFigure}
        value={id}
        choices={figures.figures.map((one) => ({ value: one.id, label: figureName(one, language) }))}
        onChange={(next) => setQuery({ figure: next })}
      />
      <p className="gl-quiet">
        {t.what(language === 'zh' ? figure.whatZh : figure.whatEn)}
      </p>
      {figures.areas.length === 0 ? null : (
        <Breakdown title={t.below} figure={figure} rows={mostFirst(areas)} />
      )}
      <Breakdown title={t.units} figure={figure} rows={mostFirst(units)} />
    </>
  );
}

function Up({ areaPath, led }: { areaPath: string; led: readonly string[] }) {
  const t = useText(leaderTexts);
  if (led.includes(areaPath)) return null;
  const above = areaPath.slice(0, areaPath.lastIndexOf('.'));
  return (
    <Button icon="back" onClick={() => setQuery({ area: led.includes(above) ? undefined : above })}>
      {t.up}
    </Button>
  );
}

export default function FieldFigures() {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { areaPath = '', led } = useLedArea();
  const asked = useFigures(areaPath === '' ? undefined : areaPath);
  const figures = asked.data;
  const asOf = figures && fromIso(figures.asOf);
  const name = useAreaName(areaPath);
  return (
    <div className="gl-field-page">
      <PageHead title={t.figuresTitle}>
        {[name, figures?.day, asOf === undefined ? '' : t.asOf(whenWords(asOf, at, language))]
          .filter(Boolean)
          .join(' · ')}
      </PageHead>
      <AreaPicker led={led} areaPath={areaPath} />
      <Up areaPath={areaPath} led={led} />
      {figures ? (
        <>
          <ul className="gl-figures-grid">
            {figures.figures.map((figure) => (
              <Tile key={figure.id} figure={figure} figures={figures} />
            ))}
          </ul>
          <Breakdowns figures={figures} />
        </>
      ) : asked.isError ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </div>
  );
}
