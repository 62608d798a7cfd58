// 上报: the home of whoever walks the grid. Photo, place by itself, one tap for what it is, send: three taps,
// and the next one is always at the thumb. It is kept on the phone at every change, handed to the outbox when
// sent, and the form is free for the next at once.
import { useEffect, useMemo, useRef, useState } from 'react';
import { now } from '../../../platform/web/clock/clock.ts';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { useWatchedPosition } from '../../../platform/web/map/watch-position.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession, type Session } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { useItemWords } from '../../catalogue/web/public.ts';
import { useLikelySame } from './field-api.ts';
import { isOfReport } from './field-entry.ts';
import { FieldPictures, FirstShot } from './field-pictures.tsx';
import { FieldPlace } from './field-place.tsx';
import {
  type Fault,
  faultsOf,
  type FieldReport,
  isUntouched,
  type Kind,
  type Shot,
  wordsOf,
} from './field-report.ts';
import { FieldNear, FieldSame } from './field-same.tsx';
import { fieldTexts } from './field-texts.ts';
import { FieldWhat } from './field-what.tsx';
import { useOwnItems } from './own-items.ts';
import { usePlaceAsked } from './place-asked.ts';
import { isSameMatter, type LikelySame } from './report-api.ts';
import { type FieldReporting, useFieldReport } from './use-field-report.ts';
import { type Shots, useShots } from './use-shots.ts';
import './field-report.css';

function labelOf(report: FieldReport, language: Language, isJoin: boolean): string {
  const t = textIn(fieldTexts, language);
  const named =
    report.item && (language === 'zh' ? report.item.name : report.item.nameEn || report.item.name);
  return `${isJoin ? t.joined : t[report.kind]} ${named ?? wordsOf(report, language)}`.trim().slice(0, 40);
}

function KindChoice({ report, tell }: Pick<FieldReporting, 'report' | 'tell'>) {
  const t = useText(fieldTexts);
  const kinds: readonly ChoiceOf<Kind>[] = [
    { id: 'report', label: t.report },
    { id: 'solved', label: t.solved },
  ];
  return (
    <Segments
      label={t.kindLabel}
      isLabelHidden
      choices={kinds}
      chosen={report.kind}
      onChoose={(kind) => tell({ kind: 'begun', as: kind })}
    />
  );
}

/** A shot without which nothing goes: the button at the thumb takes it. */
const SHOT_FOR: Readonly<Partial<Record<Fault, Shot>>> = {
  picture_missing: 'near',
  before_missing: 'before',
  after_missing: 'after',
};

/** What is missing once the pictures under way have come in. */
function faultNow(report: FieldReport, isChecking: boolean): Fault | undefined {
  return faultsOf(report).find((fault) => !(isChecking && SHOT_FOR[fault] !== undefined));
}

const shotAtThumb = (report: FieldReport, { underWay }: Shots): Shot | undefined => {
  const fault = faultNow(report, underWay > 0);
  return fault && SHOT_FOR[fault];
};

/** How many seem to be reported already: their list may lie under the bar, so it is told in the bar too, and
 *  one tap leads there. Then the list has the room. */
function SameHint({ same }: { same: number }) {
  const t = useText(fieldTexts);
  const [seen, setSeen] = useState(0);
  if (same === 0 || same === seen) return null;
  const show = () => {
    setSeen(same);
    const list = document.querySelector<HTMLElement>('.gl-same');
    list?.scrollIntoView();
    list?.focus({ preventScroll: true });
  };
  return (
    <Button tone="quiet" icon="warning" onClick={show}>
      {t.same(same)}
    </Button>
  );
}

interface SendBarProps {
  readonly report: FieldReport;
  readonly shots: Shots;
  readonly same: number;
  readonly onSend: () => void;
}

function SendBar({ report, shots, same, onSend }: SendBarProps) {
  const t = useText(fieldTexts);
  const fault = faultNow(report, shots.underWay > 0);
  const [isTold, setTold] = useState(false);
  const isReady = fault === undefined;
  return (
    <div className="gl-send-bar">
      <SameHint same={same} />
      {isReady || !(isTold || !isUntouched(report)) ? null : <p role="status">{t[fault]}</p>}
      <Button
        tone={isReady ? 'primary' : 'plain'}
        size="large"
        isWide
        icon="check"
        onClick={() => (isReady ? onSend() : setTold(true))}
      >
        {report.kind === 'solved' ? t.sendSolved : t.send}
      </Button>
    </div>
  );
}

function Restored({ report, onClear }: { report: FieldReport; onClear: () => void }) {
  const t = useText(fieldTexts);
  return (
    <Notice tone={report.trouble === undefined ? 'info' : 'warn'}>
      <p className="gl-restored">
        {report.trouble === undefined ? t.restored : t.lastTrouble(report.trouble)}{' '}
        <Button size="small" onClick={onClear}>
          {t.startOver}
        </Button>
      </p>
    </Notice>
  );
}

/** Sends what is on the form once the pictures are through; what came back wrong keeps it here. */
function useSending(reporting: FieldReporting, shots: Shots, onSent: (report: FieldReport) => void) {
  const language = useSpoken();
  const isBusy = useRef(false);
  return async (to?: LikelySame): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      await shots.settled();
      const report = reporting.latest();
      const isJoin = to !== undefined;
      if (isJoin ? report.pictures.length === 0 : faultsOf(report).length > 0) return;
      const made = { label: labelOf(report, language, isJoin), language };
      if (!(await reporting.send(made, to?.caseId))) return;
      onSent(report);
      shots.forget();
      document.querySelector('#content')?.scrollTo(0, 0);
    } finally {
      isBusy.current = false;
    }
  };
}

/** Another screen sent the person here to mend an entry: `?edit=<its id>`. */
function useEditAsked({ takeBack }: FieldReporting): void {
  const { entries } = useOutbox();
  const asked = new URLSearchParams(location.search).get('edit');
  const entry = entries.find(({ id }) => id === asked);
  const begun = useRef<string>(undefined);
  useEffect(() => {
    if (!entry || begun.current === entry.id) return;
    begun.current = entry.id;
    void takeBack(entry);
  });
}

/** What is not a report is mended where its case is. */
const editIn = (reporting: FieldReporting) => (entry: Entry) => {
  if (isOfReport(entry) || entry.about === undefined) return reporting.takeBack(entry);
  navigate(`/field/cases/${entry.about}`);
  return Promise.resolve(true);
};

interface TopProps {
  readonly reporting: FieldReporting;
  readonly shots: Shots;
  readonly canSolve: boolean;
}

/** What became of the last ones, and how this one began. */
function Top({ reporting, shots, canSolve }: TopProps) {
  const t = useText(fieldTexts);
  const { report, tell } = reporting;
  const hasBegun = report.pictures.length > 0 || shots.underWay > 0;
  const startOver = () => {
    reporting.startOver('report');
    toasts.show({ text: t.cleared, onUndo: () => tell({ kind: 'restored', report }) });
  };
  return (
    <>
      <OutboxList
        caseHref={(id) => `/field/cases/${id}`}
        onEdit={editIn(reporting)}
        mostReceipts={1}
        mostWaiting={1}
      />
      {reporting.isFull ? <Notice tone="danger">{t.full}</Notice> : null}
      {canSolve && (hasBegun || report.kind === 'solved') ? <KindChoice report={report} tell={tell} /> : null}
      {reporting.isRestored || report.trouble !== undefined ? (
        <Restored report={report} onClear={startOver} />
      ) : null}
    </>
  );
}

interface ShotBarProps {
  readonly reporting: FieldReporting;
  readonly shot: Shot;
  readonly shots: Shots;
  readonly same: number;
  readonly canSolve: boolean;
}

/** Where the thumb is: the camera, until the picture that comes next is there. */
function ShotBar({ reporting: { report, tell }, shot, shots, same, canSolve }: ShotBarProps) {
  const isReport = canSolve && report.kind === 'report';
  return (
    <div className="gl-send-bar">
      <SameHint same={same} />
      <FirstShot
        shot={shot}
        shots={shots}
        {...(isReport ? { onBeginSolved: () => tell({ kind: 'begun', as: 'solved' }) } : {})}
      />
    </div>
  );
}

function Form({ session, districtId }: { session: Session; districtId: string }) {
  const canSolve = useSession().can('case.report_solved');
  const reporting = useFieldReport(session.personId);
  const { report, tell } = reporting;
  const shots = useShots((picture, key) =>
    tell(key === undefined ? { kind: 'pictured', picture } : { kind: 'picture_replaced', key, picture }),
  );
  const items = useItemWords(districtId);
  const keeper = useOwnItems();
  const mode = useWatchedPosition(true, (fix) => tell({ kind: 'positioned', ...fix, at: now() }));
  const [refused, setRefused] = useState<string>();
  const isAsked = report.kind === 'report' && refused !== report.intent;
  const found = useLikelySame(report, items);
  const same = isAsked ? found.filter(isSameMatter) : [];
  const send = useSending(reporting, shots, ({ item }) => item && keeper.use(item));
  useEditAsked(reporting);
  usePlaceAsked(reporting.isRestored, (place) => tell({ kind: 'placed', place }));
  const homes = useHomes(session, districtId);
  const shot = shotAtThumb(report, shots);
  return (
    <div className="gl-field-reporting">
      <Top {...{ reporting, shots, canSolve }} />
      <FieldPictures
        report={report}
        shots={shots}
        hasNext={shot === undefined}
        onRemove={(key) => tell({ kind: 'picture_removed', key })}
      />
      <FieldPlace
        place={report.place}
        mode={mode}
        districtId={districtId}
        homes={homes}
        onPlace={(place) => tell({ kind: 'placed', place })}
      />
      <FieldWhat report={report} items={items} keeper={keeper} tell={tell} />
      <FieldSame
        cases={same}
        isReady={report.pictures.length > 0}
        onSame={(one) => void send(one)}
        onNone={() => setRefused(report.intent)}
      />
      {report.kind === 'report' ? (
        <FieldNear
          cases={found.filter((one) => !isSameMatter(one))}
          isReady={report.pictures.length > 0}
          onSame={(one) => void send(one)}
        />
      ) : null}
      {shot === undefined ? (
        <SendBar report={report} shots={shots} same={same.length} onSend={() => void send()} />
      ) : (
        <ShotBar {...{ reporting, shot, shots, canSolve }} same={same.length} />
      )}
    </div>
  );
}

function useHomes({ posts }: Session, districtId: string): readonly string[] {
  return useMemo(
    () => posts.map(({ areaPath }) => areaPath).filter((path) => path.startsWith(districtId)),
    [posts, districtId],
  );
}

export default function FieldScreen() {
  const t = useText(fieldTexts);
  const { session } = useSession();
  const isReady = pocket.useReady();
  if (!session) return null;
  const districtId = session.posts[0]?.areaPath.slice(0, 6) ?? '';
  return (
    <div className="gl-field-report">
      <h1 className="gl-unseen">{t.title}</h1>
      {isReady ? (
        <Form key={session.personId} session={session} districtId={districtId} />
      ) : (
        <Loading lines={4} />
      )}
    </div>
  );
}
