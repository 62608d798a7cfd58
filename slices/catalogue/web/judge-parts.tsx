// What is said of a version: in what it is other than another, what its audit finds, who has changed what.
// Each finding leads to its rows.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useAudit, useDifferences, useSteps, useWorkshopWrite, type Version } from './use-workshop.ts';
import { workshopTexts } from './workshop-texts.ts';

const MOST_SHOWN = 200;
/** An address holds so many keys. */
const MOST_ROWS = 100;

interface PartProps {
  readonly districtId: string;
  readonly version: Version;
}

type TableWord = 'entry' | 'item' | 'problem' | 'rule' | 'defaults' | 'heading';
const TONES = { added: 'ok', gone: 'danger', changed: 'warn' } as const;

export function ComparePart({
  districtId,
  version,
  versions,
}: PartProps & { versions: readonly Version[] }) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const [other, setOther] = useState('');
  const { data, error, refetch } = useDifferences({ districtId, catalogueId: version.id }, other);
  return (
    <>
      <div className="gl-lists-choices">
        <NativeSelect
          label={t.compareWith}
          value={other}
          placeholder={t.itsOwn}
          choices={versions
            .filter(({ id }) => id !== version.id)
            .map(({ id, title, effectiveFrom }) => ({
              value: id,
              label: `${title} · ${t.from(effectiveFrom)}`,
            }))}
          onChange={setOther}
        />
      </div>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {data?.differences.length === 0 ? <Notice tone="ok">{t.noDifference}</Notice> : null}
      {data && data.differences.length > 0 ? (
        <>
          <p role="status">{t.differences(data.added, data.gone, data.changed)}</p>
          {data.differences.length > MOST_SHOWN ? <p>{t.firstOnly(MOST_SHOWN)}</p> : null}
          <ul className="gl-lists-list">
            {data.differences.slice(0, MOST_SHOWN).map((one) => (
              <li key={`${one.what} ${one.row}`}>
                <Badge tone={TONES[one.what]}>{t[one.table as TableWord]}</Badge> {one.words}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

interface Told {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly rows?: readonly string[];
  readonly pairs?: number;
  readonly items?: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly areas?: readonly string[];
}

type KindWord =
  | 'hole'
  | 'clash'
  | 'unmanned'
  | 'ambiguous'
  | 'no_centre'
  | 'co_unit'
  | 'unreachable'
  | 'limit_unmeetable'
  | 'unit_without_person';

function Finding({ finding, tone }: { finding: Told; tone: 'danger' | 'warn' }) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const rows = finding.rows ?? [];
  const items = finding.items ?? [];
  const named = items
    .slice(0, 5)
    .map((item) => `${item.code} ${language === 'zh' ? item.name : item.nameEn}`);
  const open = () =>
    setQuery({ part: 'rows', rows: rows.slice(0, MOST_ROWS).join(','), text: undefined, table: undefined });
  return (
    <li>
      <Badge tone={tone}>{t[finding.kind as KindWord]}</Badge> {finding[language]}
      {named.length > 0 ? (
        <p className="gl-field-help">
          {named.join(language === 'zh' ? '、' : ', ')}
          {items.length > named.length ? ' …' : ''} · {finding.areas?.slice(0, 5).join(' ')}
          {finding.pairs === undefined ? '' : ` · ${t.pairs(finding.pairs)}`}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <Button size="small" onClick={open}>
          {rows.length > MOST_ROWS ? t.toFirstRows(MOST_ROWS) : t.toRows(rows.length)}
        </Button>
      ) : null}
    </li>
  );
}

function Findings({
  title,
  findings,
  tone,
}: {
  title: string;
  findings: readonly Told[];
  tone: 'danger' | 'warn';
}) {
  if (findings.length === 0) return null;
  return (
    <Card title={`${title}（${findings.length}）`}>
      <ul className="gl-lists-list">
        {findings.slice(0, MOST_SHOWN).map((finding) => (
          <Finding
            key={`${finding.kind} ${finding.rows?.join()} ${finding.zh}`}
            finding={finding}
            tone={tone}
          />
        ))}
      </ul>
    </Card>
  );
}

export function AuditPart({ districtId, version }: PartProps) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { data, error, refetch, isFetching } = useAudit({ districtId, catalogueId: version.id });
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  const isSound = data.findings.length === 0;
  return (
    <div className="gl-lists-parts">
      <Notice tone={isSound ? 'ok' : 'danger'}>
        {isSound ? t.auditSound(data.pairs) : t.auditBroken(data.brokenPairs, data.pairs)}
      </Notice>
      <div className="gl-lists-acts">
        <Button isBusy={isFetching} onClick={() => void refetch()}>
          {t.again}
        </Button>
      </div>
      <Findings title={t.findings} findings={data.findings} tone="danger" />
      <Findings title={t.warnings} findings={data.warnings} tone="warn" />
      <Findings title={t.advice} findings={data.advice} tone="warn" />
      {data.advice.length === 0 ? <p>{t.noAdvice}</p> : null}
    </div>
  );
}

export function StepsPart({ districtId, version }: PartProps) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { data, error, refetch } = useSteps({ districtId, catalogueId: version.id });
  const undo = useWorkshopWrite(districtId);
  const now = useNow(60_000);
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (data.steps.length === 0) return <p>{t.noSteps}</p>;
  return (
    <>
      {undo.error ? <Notice tone="danger">{tellError(undo.error, language)}</Notice> : null}
      <ol className="gl-lists-list" reversed>
        {data.steps.map((step) => (
          <li key={step.seq}>
            <strong>{t.step(step.seq)}</strong> · {step.madeByName} ·{' '}
            <When at={fromIso(step.madeAt) ?? 0} now={now} /> · {t.lines(step.rows)}
            {step.words.map((words) => (
              <p key={words}>{words}</p>
            ))}
            <Button
              size="small"
              label={t.undoOf(step.seq)}
              isBusy={undo.isSending}
              onClick={() => void undo.send({ path: `/drafts/${version.id}/steps/${step.seq}/undo` })}
            >
              {t.undo}
            </Button>
          </li>
        ))}
      </ol>
    </>
  );
}
