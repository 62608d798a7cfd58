// How far an import has come, and what has become of its rows; the wrong ones with the way to mend them.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ImportView } from '../core/contract-imports.ts';
import { censusTexts, STATE_WORDS } from './census-texts.ts';
import { useCancel, useFaults } from './use-census.ts';

export const STATE_TONES = {
  receiving: 'plain',
  received: 'plain',
  judging: 'accent',
  judged: 'ok',
  writing: 'accent',
  done: 'ok',
  cancelled: 'warn',
  failed: 'danger',
} as const;

function Progress({ view }: { view: ImportView }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const cancel = useCancel();
  const isReading = view.rowsDone === 0;
  const words = isReading ? t.reading(view.rowsTotal) : t.rows(view.rowsDone, view.rowsTotal);
  return (
    <div>
      <progress
        className="gl-register-progress"
        aria-label={words}
        {...(isReading ? {} : { max: view.rowsTotal, value: view.rowsDone })}
      />
      <p className="gl-figures">{words}</p>
      {cancel.error ? <Notice tone="danger">{tellError(cancel.error, language)}</Notice> : null}
      <Button isBusy={cancel.isSending} onClick={() => void cancel.send(view.id)}>
        {t.cancel}
      </Button>
    </div>
  );
}

function Faults({ view }: { view: ImportView }) {
  const t = useText(censusTexts);
  const { data } = useFaults(view);
  return (
    <>
      <LinkButton href={`/api/component-imports/${view.id}/errors.csv`} isDocument>
        {t.errors}
      </LinkButton>
      <table className="gl-register-table">
        <caption>{t.firstFaults}</caption>
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            <th scope="col">{t.what}</th>
          </tr>
        </thead>
        <tbody>
          {(data?.faults ?? []).map((fault) => (
            <tr key={fault.row}>
              <th scope="row" className="gl-figures">
                {fault.row}
              </th>
              <td>{fault.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function CensusResult({ view }: { view: ImportView }) {
  const t = useText(censusTexts);
  const language = useSpoken();
  const isWorking = view.state === 'judging' || view.state === 'writing';
  const isTrial = view.state === 'judging' || view.state === 'judged';
  const hasBegun = view.rowsDone > 0 || isWorking;
  const rows = (['added', 'updated', 'unchanged', 'outside', 'refused'] as const).map((name) => ({
    name: t[name],
    value: <span className="gl-figures">{count(view[name])}</span>,
  }));
  return (
    <Card
      title={`${isTrial ? t.would : t.result} · ${view.fileName}`}
      aside={<Badge tone={STATE_TONES[view.state]}>{STATE_WORDS[view.state][language]}</Badge>}
    >
      {/* Said when it is over, not at each of a hundred steps. */}
      <p className="gl-unseen" role="status">
        {isWorking ? '' : STATE_WORDS[view.state][language]}
      </p>
      {isWorking ? <Progress view={view} /> : null}
      {view.failure ? <Notice tone="danger">{view.failure.words}</Notice> : null}
      {view.state === 'cancelled' ? <Notice tone="warn">{t.cancelledWhy}</Notice> : null}
      {hasBegun ? <Facts rows={rows} /> : null}
      {view.refused > 0 && !isWorking ? <Faults view={view} /> : null}
    </Card>
  );
}
