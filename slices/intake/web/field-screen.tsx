// 上报: the home of whoever walks the grid. Photo, place by itself, one tap for what it is, send: three
// taps. It is kept on the phone at every change, handed to the outbox when sent, and the form is free for
// the next at once.
import { useState } from 'react';
import { now } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { useLikelySame } from './field-api.ts';
import { FieldPictures } from './field-pictures.tsx';
import { FieldPlace } from './field-place.tsx';
import {
  faultsOf,
  type FieldPicture,
  type FieldReport,
  isUntouched,
  type Kind,
  wordsOf,
} from './field-report.ts';
import { FieldSame } from './field-same.tsx';
import { fieldTexts } from './field-texts.ts';
import { FieldWhat } from './field-what.tsx';
import type { LikelySame } from './report-api.ts';
import { type FieldReporting, useFieldReport } from './use-field-report.ts';
import { usePosition } from './use-position.ts';
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

/** `same`: how many seem to be reported already; said here too, since their list may lie under the fold. */
function SendBar({ report, same, onSend }: { report: FieldReport; same: number; onSend: () => void }) {
  const t = useText(fieldTexts);
  const [fault] = faultsOf(report);
  const [isTold, setTold] = useState(false);
  const isReady = fault === undefined;
  return (
    <div className="gl-send-bar">
      {isReady && same > 0 ? (
        <Button
          tone="quiet"
          icon="warning"
          onClick={() => document.querySelector('.gl-same')?.scrollIntoView()}
        >
          {t.same(same)}
        </Button>
      ) : null}
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

function Restored({ onClear }: { onClear: () => void }) {
  const t = useText(fieldTexts);
  return (
    <Notice>
      <p className="gl-restored">
        {t.restored}{' '}
        <Button size="small" onClick={onClear}>
          {t.startOver}
        </Button>
      </p>
    </Notice>
  );
}

function Reporting({ owner, districtId }: { owner: string; districtId: string }) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const canSolve = useSession().can('case.report_solved');
  const reporting = useFieldReport(owner);
  const { report, tell } = reporting;
  const mode = usePosition((fix) => tell({ kind: 'positioned', ...fix, at: now() }));
  const [refused, setRefused] = useState<string>();
  const isAsked = report.kind === 'report' && refused !== report.intent;
  const same = useLikelySame(report);
  const isReady = report.pictures.length > 0;
  const send = async (to?: LikelySame) => {
    await reporting.send(labelOf(report, language, to !== undefined), language, to?.caseId);
    document.querySelector('#content')?.scrollTo(0, 0);
  };
  const beginSolved = (picture: FieldPicture) => {
    tell({ kind: 'begun', as: 'solved' });
    tell({ kind: 'pictured', picture });
  };
  const startOver = () => {
    const before = report;
    reporting.startOver('report');
    toasts.show({ text: t.cleared, onUndo: () => tell({ kind: 'restored', report: before }) });
  };
  return (
    <div className="gl-field-reporting">
      <OutboxList caseHref={(id) => `/field/cases/${id}`} onEdit={reporting.takeBack} mostReceipts={2} />
      {canSolve && (report.pictures.length > 0 || report.kind === 'solved') ? (
        <KindChoice report={report} tell={tell} />
      ) : null}
      {reporting.isRestored ? <Restored onClear={startOver} /> : null}
      <FieldPictures
        report={report}
        onShot={(picture) => tell({ kind: 'pictured', picture })}
        onRemove={(key) => tell({ kind: 'picture_removed', key })}
        {...(canSolve ? { onBeginSolved: beginSolved } : {})}
      />
      <FieldPlace
        place={report.place}
        mode={mode}
        districtId={districtId}
        onPlace={(place) => tell({ kind: 'placed', place })}
      />
      <FieldWhat report={report} districtId={districtId} tell={tell} />
      {isAsked ? (
        <FieldSame
          cases={same}
          isReady={isReady}
          onSame={(one) => void send(one)}
          onNone={() => setRefused(report.intent)}
        />
      ) : null}
      <SendBar report={report} same={isAsked ? same.length : 0} onSend={() => void send()} />
    </div>
  );
}

export default function FieldScreen() {
  const t = useText(fieldTexts);
  const { session } = useSession();
  if (!session) return null;
  const districtId = session.posts[0]?.areaPath.slice(0, 6) ?? '';
  return (
    <div className="gl-field-report">
      <h1 className="gl-unseen">{t.title}</h1>
      <Reporting key={session.personId} owner={session.personId} districtId={districtId} />
    </div>
  );
}
