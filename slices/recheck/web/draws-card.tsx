// Samples of an area, the newest first: by whom, from which seed, and by unit how many were drawn, checked,
// and held. Each opens its cases; each can be drawn again, to see that it gives the same.
import { type FormEvent, useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { DrawView, UnitRates } from '../core/contract.ts';
import { recheckTexts } from './recheck-texts.ts';
import { ResultsList } from './results-list.tsx';
import { useDraw, useDrawnAgain, useDraws } from './use-rechecks.ts';

type CaseHref = (caseId: string) => string;

function DrawForm({ areaPath }: { areaPath: string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const today = localDate(useNow(60_000));
  const monthBefore = localDate(Date.parse(`${today.slice(0, 7)}-01T00:00:00+08:00`) - 1);
  const [day, setDay] = useState(monthBefore);
  const drawing = useDraw();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void drawing.send({ areaPath, day });
  };
  return (
    <Form className="gl-recheck-row" onSubmit={send} aria-label={t.draw}>
      <TextField type="date" max={today} required label={t.drawDay} value={day} onChange={setDay} />
      <Button type="submit" isBusy={drawing.isSending}>
        {t.draw}
      </Button>
      <div role="alert">
        {drawing.error ? <Notice tone="danger">{tellError(drawing.error, language)}</Notice> : null}
      </div>
    </Form>
  );
}

const shareOf = ({ checked, held }: UnitRates): string =>
  checked === 0 ? '–' : `${Math.round((held * 100) / checked)}%`;

function RatesTable({ units, label }: { units: readonly UnitRates[]; label: string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  if (units.length === 0) return <p className="gl-quiet">{t.noUnits}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-recheck-scroll" aria-label={label} tabIndex={0}>
      <table className="gl-recheck-table">
        <thead>
          <tr>
            <th scope="col">{t.unit}</th>
            {[t.percent, t.cases, t.drawn, t.checked, t.held, t.heldRate].map((head) => (
              <th key={head} scope="col" className="gl-figures">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row">{language === 'zh' ? unit.name : unit.nameEn || unit.name}</th>
              <td className="gl-figures">{`${unit.percent}%`}</td>
              <td className="gl-figures">{unit.cases}</td>
              <td className="gl-figures">{unit.drawn}</td>
              <td className="gl-figures">{unit.checked}</td>
              <td className="gl-figures">{unit.held}</td>
              <td className="gl-figures">{shareOf(unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Again({ drawId }: { drawId: string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { data, error, isFetching, refetch } = useDrawnAgain(drawId);
  return (
    <>
      <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
        {t.again}
      </Button>
      <span role="status">
        {error ? tellError(error, language) : null}
        {data ? (data.isSame ? t.same(data.drawn, data.cases) : t.different) : null}
      </span>
    </>
  );
}

function DrawPart({ draw, caseHref }: { draw: DrawView; caseHref: CaseHref }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const [isOpen, setOpen] = useState(false);
  const { period, drawnByName, seed } = draw;
  const name = period[language];
  const shown = isOpen ? t.close : t.show;
  return (
    <li>
      <div className="gl-recheck-row">
        <strong>{name}</strong>
        <span>{drawnByName === null ? t.byClock : t.by(drawnByName)}</span>
        <span className="gl-quiet">{seed === null ? t.seedLater : t.seed(seed)}</span>
      </div>
      <RatesTable units={draw.units} label={name} />
      <div className="gl-recheck-row">
        <Button size="small" label={`${shown} ${name}`} onClick={() => setOpen(!isOpen)}>
          {shown}
        </Button>
        <Again drawId={draw.id} />
      </div>
      {isOpen ? <ResultsList drawId={draw.id} label={t.resultsOf(name)} caseHref={caseHref} /> : null}
    </li>
  );
}

export function DrawsCard({ areaPath, caseHref }: { areaPath: string; caseHref: CaseHref }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data, error, refetch } = useDraws(areaPath);
  return (
    <Card title={t.draws}>
      {can('recheck.plan') ? <DrawForm areaPath={areaPath} /> : null}
      {error && !data ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data?.draws.length === 0 ? <p className="gl-quiet">{t.noDraw}</p> : null}
      <ul className="gl-recheck-list">
        {(data?.draws ?? []).map((draw) => (
          <DrawPart key={draw.id} draw={draw} caseHref={caseHref} />
        ))}
      </ul>
    </Card>
  );
}
