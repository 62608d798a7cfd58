// The survey on the desk: findings that wait for the registrar, one by one with what the register says
// beside what was found; and the rounds, with what nobody has seen by grid.
import { MINUTE } from '../../../kernel/duration.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CONDITION_WORDS } from '../core/condition.ts';
import type { Finding } from '../core/contract-survey.ts';
import { cardHref, type Places, useAreaName, useRegisterArea } from './register-data.ts';
import { AreaChoice, RegisterFrame } from './register-frame.tsx';
import { registerTexts } from './register-texts.ts';
import { Rounds } from './survey-rounds.tsx';
import { FINDING_WORDS, surveyTexts } from './survey-texts.ts';

const PAGE = 30;
const TONES = { new: 'accent', changed: 'warn', gone: 'danger', seen: 'plain' } as const;

interface FindingsPage {
  readonly findings: readonly Finding[];
  readonly next: string | null;
}

const useFindings = (areaPath: string) =>
  useInfiniteQuery({
    queryKey: ['components', 'findings', areaPath],
    enabled: areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<FindingsPage>('/api/components/findings', {
        signal,
        query: { areaPath, after: pageParam, limit: PAGE },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });

interface Reviewed {
  readonly componentId: string | null;
  readonly code: string | null;
}

/** What was decided, to be told: the one decided on is no longer in the list. */
interface Decided extends Reviewed {
  readonly kind: Finding['kind'];
  readonly isAccepted: boolean;
}

const useReview = () =>
  useSend(
    ({ id, ...body }: { id: string; isAccepted: boolean; words?: string }, intent) =>
      api.post<Reviewed>(`/api/components/findings/${id}/review`, body, { intent }),
    { refresh: [['components']] },
  );

function Photos({ ids }: { ids: readonly string[] }) {
  const t = useText(surveyTexts);
  if (ids.length === 0) return null;
  return (
    <div className="gl-register-photos">
      {ids.map((id, index) => (
        <a key={id} href={`/api/photos/${id}`} target="_blank" rel="noopener">
          <img src={`/api/photos/${id}?size=thumb`} alt={`${t.photo} ${index + 1}`} loading="lazy" />
        </a>
      ))}
    </div>
  );
}

function Compared({ finding, classNameOf }: { finding: Finding; classNameOf: (code: string) => string }) {
  const t = useText(surveyTexts);
  const r = useText(registerTexts);
  const language = useSpoken();
  const areaName = useAreaName(finding.areaPath ?? '');
  const { known, condition, lon, lat } = finding;
  const was = known
    ? `${known.code} · ${known.name} · ${CONDITION_WORDS[known.condition][language]}`
    : undefined;
  const now = [
    finding.name ?? '',
    condition ? CONDITION_WORDS[condition][language] : '',
    finding.words ?? '',
  ]
    .filter(Boolean)
    .join(' · ');
  const rows = [
    ...(was === undefined ? [] : [{ name: t.was, value: was }]),
    ...(finding.classCode === null ? [] : [{ name: r.classCode, value: classNameOf(finding.classCode) }]),
    ...(now === '' ? [] : [{ name: t.now, value: now }]),
    ...(lon === null || lat === null
      ? []
      : [{ name: t.place, value: `${lon.toFixed(6)}, ${lat.toFixed(6)}` }]),
    { name: r.grid, value: areaName(finding.areaPath) ?? r.noGrid },
  ];
  return <Facts rows={rows} />;
}

function Review({
  finding,
  places,
  onDone,
}: {
  finding: Finding;
  places: Places;
  onDone: (decided: Decided) => void;
}) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const classNameOf = places.useClassName(finding.areaPath?.slice(0, 6) ?? '');
  const [words, setWords] = useState('');
  const review = useReview();
  const { id, kind } = finding;
  const decide = async (isAccepted: boolean) => {
    const said = isAccepted ? {} : { words: words.trim() };
    const reply = await review.send({ id, isAccepted, ...said });
    if (reply) onDone({ ...reply, kind, isAccepted });
  };
  const hasReason = words.trim().length > 1;
  return (
    <li>
      <Badge tone={TONES[finding.kind]}>{FINDING_WORDS[finding.kind][language]}</Badge>{' '}
      <span className="gl-muted">
        {t.by(finding.personName)} · <When at={finding.foundAt} now={now} />
      </span>
      <Compared finding={finding} classNameOf={classNameOf} />
      <Photos ids={finding.photoIds} />
      {review.error ? <Notice tone="danger">{tellError(review.error, language)}</Notice> : null}
      <div className="gl-register-acts">
        <Button
          tone="primary"
          size="small"
          isBusy={review.isSending}
          onClick={() => void decide(true)}
        >
          {kind === 'gone' ? t.takeOut : t.accept}
        </Button>
        <TextField label={t.reason} help={t.reasonHelp} maxLength={500} value={words} onChange={setWords} />
        <Button
          size="small"
          isBusy={review.isSending}
          disabled={!hasReason}
          onClick={() => void decide(false)}
        >
          {t.refuse}
        </Button>
      </div>
    </li>
  );
}

function Told({ of: { kind, isAccepted, code, componentId } }: { of: Decided }) {
  const t = useText(surveyTexts);
  if (!isAccepted) return <Notice>{t.sentBack}</Notice>;
  if (!code || !componentId) return null;
  const words = kind === 'gone' ? t.takenOut(code) : t.registered(code);
  return (
    <Notice tone="ok">
      <a href={cardHref(componentId)}>{words}</a>
    </Notice>
  );
}

function Findings({ areaPath, places }: { areaPath: string; places: Places }) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const asked = useFindings(areaPath);
  const [last, setLast] = useState<Decided>();
  const findings = asked.data?.pages.flatMap((page) => page.findings) ?? [];
  return (
    <Card title={t.waiting}>
      {last ? <Told of={last} /> : null}
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending && !asked.error ? <Loading lines={4} /> : null}
      {asked.data && findings.length === 0 ? <Empty title={t.none}>{t.noneWhy}</Empty> : null}
      <ol className="gl-register-history">
        {findings.map((finding) => (
          <Review key={finding.id} finding={finding} places={places} onDone={setLast} />
        ))}
      </ol>
      {asked.hasNextPage ? (
        <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </Card>
  );
}

export function SurveyScreen({ places }: { places: Places }) {
  const t = useText(surveyTexts);
  const areaPath = useRegisterArea('component.review');
  return (
    <RegisterFrame part="survey" why={t.why}>
      <div className="gl-register-choices">
        <AreaChoice areaPath={areaPath} />
      </div>
      <div className="gl-register-cards">
        <Findings areaPath={areaPath} places={places} />
        <Rounds areaPath={areaPath} />
      </div>
    </RegisterFrame>
  );
}
