// One matter as its reporter follows it: where it stands, who has it, how long is left, what has
// happened, and what the reporter may do. Asks again by itself; shows nothing that the public view does
// not hold.
import { useEffect, type ReactNode } from 'react';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { now as clockNow, useNow } from '../../../platform/web/clock/clock.ts';
import { type Language, useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { Lamp, LAMPS } from '../../../ui/lamp/lamp.tsx';
import { Photo, PhotoPair, type PhotoProps } from '../../../ui/photo/photo.tsx';
import { Empty, Failed, Loading, Notice, StaleStrip } from '../../../ui/states/states.tsx';
import { TimeLeft, When } from '../../../ui/time-left/time-words.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/timeline/timeline.tsx';
import type { TrackView } from '../core/contract.ts';
import { parsePublicCode } from '../core/public-code.ts';
import { carriedWords } from '../core/case-words.ts';
import { TrackActions } from './track-actions.tsx';
import { useTrack } from './track-api.ts';
import { keepEnteredCode } from './track-codes.ts';
import { trackTexts } from './track-texts.ts';
import './track.css';

type Step = TrackView['steps'][number];
type Words = ReturnType<typeof useText<(typeof trackTexts)['zh']>>;

const instant = (iso: string | null): Instant | undefined => (iso === null ? undefined : fromIso(iso));
const named = (zh: string | null, en: string | null, language: Language) =>
  language === 'en' ? (en ?? zh) : zh;

function titleOf(step: Step, t: Words, language: Language): string {
  const unit = named(step.unitName, step.unitNameEn, language) ?? t.unitUnknown;
  const titles: Readonly<Record<string, string>> = {
    report: t.report,
    accept: t.accept,
    dispatch: t.dispatched(unit),
    claim: t.claimed(unit),
    transfer: t.transferred(unit),
    take_over: t.transferred(unit),
    feed_back: t.feed_back,
    verify: t.verify,
    rework: t.rework,
    close: t.close,
    reject: t.reject,
    object: t.object,
    reopen: t.reopen,
    merge: t.merge,
    withdraw: t.withdraw,
    confirm_force_close: t.force,
    report_solved: t.solved,
    contact: t.contact,
    respond: t.respond,
    note: t.note,
  };
  return titles[step.action] ?? (language === 'en' ? step.actionEn : step.actionZh);
}

const GOOD = new Set(['feed_back', 'verify', 'close', 'report_solved']);
const BAD = new Set(['reject', 'rework', 'confirm_force_close']);
const SAID = ['result', 'reply', 'words', 'missing'] as const;
const CODED = ['reasonCode', 'closingCode', 'way'] as const;
const BEFORE = ['photosBefore'] as const;

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const picture = (id: string, alt: string): PhotoProps => ({
  thumb: photoUrl(id),
  full: photoUrl(id, 'full'),
  alt,
});

interface StepBodyProps {
  readonly step: Step;
  readonly title: string;
  readonly language: Language;
  readonly own: TrackView['ownWords'];
}

function StepBody({ step, title, language, own }: StepBodyProps): ReactNode {
  const { action } = step;
  const t = useText(trackTexts);
  const said = SAID.flatMap((name) => (typeof step.body[name] === 'string' ? [step.body[name]] : []));
  const coded = CODED.flatMap((name) => {
    const code = step.body[name];
    return typeof code === 'string' ? [carriedWords({ action, field: name, code }, language, own)] : [];
  });
  const purpose = purposeWords(step.body['purpose'], t);
  const { isContacted } = step.body;
  const reached = typeof isContacted === 'boolean' ? (isContacted ? t.reached : t.notReached) : undefined;
  const ids = [
    ...BEFORE.flatMap((name) => idsIn(step.body[name])),
    ...idsIn(step.body['photosAfter']),
    ...idsIn(step.body['photoIds']),
  ];
  return (
    <>
      {purpose === undefined ? null : <p>{purpose}</p>}
      {reached === undefined ? null : <p>{reached}</p>}
      {coded.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {said.map((words) => (
        <p key={words} className="gl-said">
          {words}
        </p>
      ))}
      {ids.length === 0 ? null : (
        <div className="gl-step-photos">
          {ids.map((id, index) => (
            <Photo key={id} {...picture(id, `${t.photoOf(title)} ${index + 1}`)} />
          ))}
        </div>
      )}
    </>
  );
}

function purposeWords(code: unknown, t: Words): string | undefined {
  const purposes: Readonly<Record<string, string>> = {
    call_back: t.forCall,
    locate: t.forPlace,
    tell_result: t.forResult,
    complaint: t.forComplaint,
  };
  return typeof code === 'string' ? (purposes[code] ?? code) : undefined;
}

const hasBody = (step: Step): boolean => Object.keys(step.body).length > 0;

/** The first picture of the report beside the first of the newest answer: the proof at one look. */
function BeforeAfter({ view }: { view: TrackView }) {
  const t = useText(trackTexts);
  const first = view.steps.find((step) => step.action === 'report' || step.action === 'report_solved');
  const last = view.steps.findLast((step) => step.action === 'feed_back' || step.action === 'report_solved');
  const before = idsIn(first?.body['photoIds'])[0] ?? idsIn(first?.body['photosBefore'])[0];
  const after = idsIn(last?.body['photoIds'])[0] ?? idsIn(last?.body['photosAfter'])[0];
  if (before === undefined || after === undefined) return null;
  return (
    <PhotoPair before={picture(before, t.photoOf(t.report))} after={picture(after, t.photoOf(t.feed_back))} />
  );
}

function Standing({ view, now }: { view: TrackView; now: Instant }) {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  const dueAt = instant(view.dueAt);
  const endedAt = instant(view.endedAt);
  const reportedAt = instant(view.reportedAt);
  const holder = named(view.holderName, view.holderNameEn, language);
  const unit = named(view.unitName, view.unitNameEn, language);
  // In plain time, not in working hours: a citizen counts the days until then.
  const left = dueAt === undefined ? {} : { remainingMs: dueAt - now };
  const lamp = LAMPS.find((one) => one === view.lamp);
  const item = named(view.itemName, view.itemNameEn, language);
  const { rating } = view;
  const rows = [
    ...(view.isOpen ? [{ name: t.holder, value: holder ?? unit ?? t.other }] : []),
    ...(unit && unit !== holder ? [{ name: t.unit, value: unit }] : []),
    ...(view.isOpen && dueAt !== undefined
      ? [{ name: t.due, value: <TimeLeft dueAt={dueAt} now={now} /> }]
      : []),
    ...(endedAt === undefined ? [] : [{ name: t.endedAt, value: <When at={endedAt} now={now} /> }]),
    ...(rating
      ? [{ name: t.rated, value: `${t.ratedWith(rating.score)} · ${rating.isSatisfied ? t.yes : t.no}` }]
      : []),
    ...(item ? [{ name: t.item, value: item }] : []),
    { name: t.place, value: view.areaName },
    ...(reportedAt === undefined ? [] : [{ name: t.reportedAt, value: <When at={reportedAt} now={now} /> }]),
    { name: t.number, value: <span className="gl-figures">{view.number}</span> },
  ];
  return (
    <section className="gl-standing">
      <p className="gl-standing-head">
        <Badge tone={view.isOpen ? 'accent' : view.state === 'closed' ? 'ok' : 'plain'}>
          {language === 'en' ? view.stateEn : view.stateZh}
        </Badge>
        {lamp === undefined ? null : <Lamp lamp={lamp} {...(lamp === 'paused' ? {} : left)} />}
      </p>
      <Facts rows={rows} />
    </section>
  );
}

function entriesOf(view: TrackView, t: Words, language: Language, now: Instant): readonly TimelineEntry[] {
  return view.steps.toReversed().map((step, index): TimelineEntry => {
    const title = titleOf(step, t, language);
    const isNow = index === 0 && view.isOpen;
    return {
      id: `${step.at}-${step.action}-${index}`,
      title,
      when: <When at={fromIso(step.at) ?? now} now={now} />,
      tone: BAD.has(step.action) ? 'bad' : GOOD.has(step.action) ? 'good' : isNow ? 'now' : 'plain',
      ...(hasBody(step) ? { children: <StepBody {...{ step, title, language }} own={view.ownWords} /> } : {}),
    };
  });
}

export function TrackedCase({
  code,
  view,
  now,
  asOf,
}: {
  code: string;
  view: TrackView;
  now: Instant;
  asOf: Instant;
}) {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  return (
    <div className="gl-track">
      <h1>{view.description}</h1>
      {view.isFollowingAnother ? <Notice>{t.following}</Notice> : null}
      <Standing view={view} now={now} />
      <BeforeAfter view={view} />
      <TrackActions code={code} abilities={view.abilities} />
      <section>
        <h2>{t.steps}</h2>
        <Timeline label={t.steps} entries={entriesOf(view, t, language, now)} />
      </section>
      <p className="gl-quiet">
        {t.live} · {t.asOf} <When at={asOf} now={now} />
      </p>
    </div>
  );
}

/** Whoever opened it by its code finds it again on this device. */
function useKeepCode(code: string, view: TrackView | undefined): void {
  const number = view?.number;
  const title = view?.description;
  useEffect(() => {
    if (number === undefined || title === undefined) return;
    void keepEnteredCode({
      code,
      number,
      title,
      at: clockNow(),
      how: 'entered',
      acceptBy: null,
      districtId: null,
      itemCode: null,
      isEarlier: false,
    });
  }, [code, number, title]);
}

export default function TrackScreen() {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  const { params } = useRoute();
  const now = useNow(MINUTE);
  const typed = params['code'] ?? '';
  const code = parsePublicCode(typed) ?? typed;
  const { data, error, dataUpdatedAt, refetch } = useTrack(code);
  useKeepCode(code, data);
  if (data) {
    return (
      <>
        {error ? <StaleStrip asOf={<When at={dataUpdatedAt} now={now} />} /> : null}
        <TrackedCase code={code} view={data} now={now} asOf={dataUpdatedAt} />
      </>
    );
  }
  if (!error) return <Loading lines={6} />;
  const again = <LinkButton href="/portal/track">{t.again}</LinkButton>;
  if ('problem' in error) {
    return (
      <Empty icon="search" title={<h1>{t.lost}</h1>} action={again}>
        {tellError(error, language)}
      </Empty>
    );
  }
  return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
}
