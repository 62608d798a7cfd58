// What a citizen sees when a report has arrived: its number, the code to follow it with, and what happens
// next with times. It shows the newest matter that this device keeps, so a reload shows it again.
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useLanguage, useText, whenWords } from '../../../platform/web/i18n/public.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Empty, Loading, Notice } from '../../../ui/states/states.tsx';
import { CodeCard } from './code-card.tsx';
import { useHandleLimit, useTrack } from './track-api.ts';
import { type KeptCode, useKeptCodes } from './track-codes.ts';
import { trackTexts } from './track-texts.ts';
import './track.css';

const REPORT = '/portal/report';

/** What each state leaves to come; a state that is not named here has nothing to come. */
const STILL_TO_COME: Readonly<Record<string, readonly ('accept' | 'handle' | 'result')[]>> = {
  reported: ['accept', 'handle', 'result'],
  accepted: ['handle', 'result'],
  dispatched: ['handle', 'result'],
  handling: ['handle', 'result'],
  answered: ['result'],
  verified: ['result'],
};

/** Somebody may come back to this page when the matter has gone on, or joins one that has: what is told to
 *  come is what comes from where the matter stands. What was just filed waits to be accepted. */
function Next({ one }: { one: KeptCode }) {
  const t = useText(trackTexts);
  const { language } = useLanguage();
  const now = useNow(MINUTE);
  const limit = useHandleLimit(one.districtId, one.itemCode);
  const { data: view } = useTrack(one.code);
  const acceptBy = typeof one.acceptBy === 'string' ? fromIso(one.acceptBy) : undefined;
  const told = {
    accept: [
      t.nextAccept,
      acceptBy === undefined ? t.acceptSoon : t.acceptBy(whenWords(acceptBy, now, language)),
    ],
    handle: [
      t.nextHandle,
      limit ? t.handleWithin(language === 'en' ? limit.en : limit.zh) : t.handleUnknown,
    ],
    result: [t.nextResult, one.how === 'joined' ? t.resultJoined : t.resultWhy],
  } as const;
  const state = view?.state ?? (one.how === 'reported' ? 'reported' : 'handling');
  const rows = (STILL_TO_COME[state] ?? []).map((step) => told[step]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t.nextTitle}</h2>
      {view ? (
        <p className="gl-quiet">{t.stateNow(language === 'en' ? view.stateEn : view.stateZh)}</p>
      ) : null}
      <ol className="gl-next">
        {rows.map(([what, when]) => (
          <li key={what}>
            <strong>{what}</strong>
            <p>{when}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export default function TrackDone() {
  const t = useText(trackTexts);
  const codes = useKeptCodes();
  if (!codes) return <Loading lines={4} />;
  const one = codes.find((known) => known.how !== 'entered');
  if (!one) {
    return (
      <Empty
        icon="inbox"
        title={<h1>{t.nothing}</h1>}
        action={<LinkButton href={REPORT}>{t.makeReport}</LinkButton>}
      >
        {t.nothingWhy}
      </Empty>
    );
  }
  return (
    <div className="gl-track">
      <h1 className="gl-done">
        <Icon name="check" />
        <span>{one.how === 'joined' ? t.joinedTitle : t.doneTitle}</span>
      </h1>
      {one.isEarlier ? <Notice tone="warn">{t.earlierCame}</Notice> : null}
      <CodeCard number={one.number} code={one.code} />
      <p className="gl-quiet">{one.how === 'joined' ? t.joinedWhy : t.codeWhy}</p>
      <Next one={one} />
      <p className="gl-done-ways">
        <LinkButton tone="primary" size="large" href={`/portal/track/${one.code}`}>
          {t.follow}
        </LinkButton>
        <LinkButton size="large" href={REPORT}>
          {t.another}
        </LinkButton>
      </p>
    </div>
  );
}
