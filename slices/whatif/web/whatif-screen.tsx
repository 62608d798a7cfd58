// What-if: what is to be tried, how far it has come, and what it would have done. The run that is looked at
// stands in the address.
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ResultPart } from './result-part.tsx';
import { StartForm } from './start-form.tsx';
import { type Run, useEnd, useRuns } from './use-whatif.ts';
import { whatifTexts } from './whatif-texts.ts';
import './whatif.css';

const ROLES = new Set(['administrator', 'analyst', 'leader']);
const TONES = { running: 'accent', done: 'ok', cancelled: 'plain', failed: 'danger' } as const;
type State = keyof typeof TONES;

/** Of the widest area in which the reader may look. */
function useDistrict(): string {
  const { session } = useSession();
  const paths = (session?.posts ?? []).filter(({ role }) => ROLES.has(role)).map(({ areaPath }) => areaPath);
  return (paths.sort((a, b) => a.length - b.length)[0] ?? '').slice(0, 6);
}

function Running({ run }: { run: Run }) {
  const t = useText(whatifTexts);
  const { can } = useSession();
  const end = useEnd();
  const words = t.progress(run.done, run.total);
  return (
    <Card title={run.title}>
      <div role="status">
        <progress className="gl-whatif-progress" max={run.total} value={run.done} aria-label={words} />
        <p>{words}</p>
      </div>
      {can('whatif.run') ? (
        <Button isBusy={end.isSending} onClick={() => void end.send({ runId: run.runId, act: 'cancel' })}>
          {t.stop}
        </Button>
      ) : null}
    </Card>
  );
}

function Runs({ runs, chosen }: { runs: readonly Run[]; chosen: Run | undefined }) {
  const t = useText(whatifTexts);
  const { can } = useSession();
  const now = useNow(60_000);
  const end = useEnd();
  return (
    <Card title={t.earlier}>
      <ul className="gl-whatif-runs">
        {runs.map((run) => (
          <li key={run.runId}>
            <Button
              tone="quiet"
              aria-pressed={run.runId === chosen?.runId}
              onClick={() => setQuery({ run: run.runId })}
            >
              {run.title}
            </Button>{' '}
            <Badge tone={TONES[run.state as State]}>{t[run.state as State]}</Badge>
            <span>
              {run.fromDay} – {run.toDay} · {t.progress(run.done, run.total)} ·{' '}
              <When at={fromIso(run.startedAt) ?? 0} now={now} /> · {run.startedByName}
            </span>
            {can('whatif.run') && run.state !== 'running' ? (
              <Button
                size="small"
                tone="quiet"
                label={t.discardOf(run.title)}
                onClick={() => void end.send({ runId: run.runId, act: 'discard' })}
              >
                {t.discard}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Chosen({ run }: { run: Run }) {
  const t = useText(whatifTexts);
  if (run.state === 'running') return <Running run={run} />;
  if (run.state === 'done') return <ResultPart key={run.runId} run={run} />;
  return run.state === 'failed' ? <Notice tone="danger">{t.failedWhy}</Notice> : null;
}

export default function WhatIfScreen() {
  const [t, language] = [useText(whatifTexts), useSpoken()];
  const { can } = useSession();
  const districtId = useDistrict();
  const { query } = useRoute();
  const { data, error, refetch } = useRuns(districtId);
  const chosen = data?.runs.find(({ runId }) => runId === query.get('run')) ?? data?.runs[0];
  return (
    <Page>
      <PageHead title={t.whatIf}>{t.why}</PageHead>
      <div className="gl-whatif">
        {can('whatif.run') && districtId !== '' ? (
          <StartForm districtId={districtId} onStarted={({ runId }) => setQuery({ run: runId })} />
        ) : null}
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={4} /> : null}
        {data?.runs.length === 0 ? <Empty title={t.none}>{t.noneWhy}</Empty> : null}
        {chosen ? <Chosen run={chosen} /> : null}
        {data && data.runs.length > 0 ? <Runs runs={data.runs} chosen={chosen} /> : null}
      </div>
    </Page>
  );
}
