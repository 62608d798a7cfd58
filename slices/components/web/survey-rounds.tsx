// The rounds of the survey: begun, followed by grid, ended.
import { MINUTE } from '../../../kernel/duration.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Static } from '@sinclair/typebox';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Round, RoundView } from '../core/contract-survey.ts';
import { listHref, useAreaName } from './register-data.ts';
import { roundsUrl } from './rounds-url.ts';
import { surveyTexts } from './survey-texts.ts';

type RoundRow = Static<typeof Round>;

const KEY = ['components', 'rounds'] as const;
const MOST_GRIDS = 50;

const useRounds = (areaPath: string) =>
  useQuery({
    queryKey: [...KEY, areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) => api.get<{ rounds: readonly RoundRow[] }>(roundsUrl(areaPath), { signal }),
  });

const useRound = (id: string) =>
  useQuery({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => api.get<RoundView>(`/api/components/rounds/${id}`, { signal }),
  });

function Grids({ round }: { round: RoundView }) {
  const t = useText(surveyTexts);
  const areaName = useAreaName(round.areaPath);
  const unseen = round.grids.filter((grid) => grid.unseen > 0).sort((a, b) => b.unseen - a.unseen);
  if (unseen.length === 0) return null;
  return (
    <details>
      <summary>{t.byGrid}</summary>
      <ul className="gl-register-history">
        {unseen.slice(0, MOST_GRIDS).map((grid) => (
          <li key={grid.areaPath}>
            <a
              href={listHref(
                grid.areaPath === ''
                  ? { areaPath: round.areaPath, isOutside: true }
                  : { areaPath: grid.areaPath },
              )}
            >
              {areaName(grid.areaPath) ?? t.outside}
            </a>{' '}
            <span className="gl-figures">{t.unseen(grid.unseen)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function OneRound({ row }: { row: RoundRow }) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { can } = useSession();
  const { data } = useRound(row.id);
  const end = useSend(
    (id: string, intent) => api.post<RoundRow>(`/api/components/rounds/${id}/end`, undefined, { intent }),
    { refresh: [KEY] },
  );
  const isRunning = row.endedAt === null;
  return (
    <li>
      <strong>{row.name}</strong>{' '}
      <Badge tone={isRunning ? 'accent' : 'plain'}>{isRunning ? t.running : t.ended}</Badge>{' '}
      <span className="gl-muted">
        <When at={row.beginsAt} now={now} />
      </span>
      {data ? (
        <>
          <p className="gl-figures">{t.seen(data.total - data.unseen, data.total)}</p>
          <progress
            className="gl-register-progress"
            max={Math.max(1, data.total)}
            value={data.total - data.unseen}
            aria-label={t.seen(data.total - data.unseen, data.total)}
          />
          <Grids round={data} />
        </>
      ) : (
        <Loading lines={1} />
      )}
      {end.error ? <Notice tone="danger">{tellError(end.error, language)}</Notice> : null}
      {isRunning && can('component.round') ? (
        <Button size="small" isBusy={end.isSending} onClick={() => void end.send(row.id)}>
          {t.end}
        </Button>
      ) : null}
    </li>
  );
}

function Begin({ areaPath }: { areaPath: string }) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const [name, setName] = useState('');
  const begin = useSend(
    (body: { areaPath: string; name: string }, intent) =>
      api.post<RoundRow>('/api/components/rounds', body, { intent }),
    { refresh: [KEY], onDone: () => setName('') },
  );
  return (
    <>
      {begin.error ? <Notice tone="danger">{tellError(begin.error, language)}</Notice> : null}
      <div className="gl-register-acts">
        <TextField label={t.name} help={t.nameHelp} maxLength={60} value={name} onChange={setName} />
        <Button
          isBusy={begin.isSending}
          disabled={name.trim().length < 2}
          onClick={() => void begin.send({ areaPath, name: name.trim() })}
        >
          {t.begin}
        </Button>
      </div>
    </>
  );
}

export function Rounds({ areaPath }: { areaPath: string }) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data, error, refetch } = useRounds(areaPath);
  const rounds = data?.rounds ?? [];
  return (
    <Card title={t.rounds}>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {data && rounds.length === 0 ? <Empty title={t.noRounds} /> : null}
      <ul className="gl-register-history">
        {rounds.map((row) => (
          <OneRound key={row.id} row={row} />
        ))}
      </ul>
      {can('component.round') ? <Begin areaPath={areaPath} /> : null}
    </Card>
  );
}
