// The proof of a version: begun, watched, cancelled; what it has proved of what, and both files to take away.
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Proof, proofUrl, useProofs, useWorkshopWrite, type Version } from './use-workshop.ts';
import { workshopTexts } from './workshop-texts.ts';

const MOST_SHOWN = 20;

function Running({ proof, districtId }: { proof: Proof; districtId: string }) {
  const t = useText(workshopTexts);
  const cancel = useWorkshopWrite(districtId);
  const words = t.proving(proof.itemsDone, proof.items);
  return (
    <div role="status">
      <progress
        className="gl-lists-progress"
        max={proof.items}
        value={proof.itemsDone}
        aria-label={words}
      />
      <p>{words}</p>
      <Button
        isBusy={cancel.isSending}
        onClick={() => void cancel.send({ path: `/proofs/${proof.proofId}/cancel` })}
      >
        {t.stop}
      </Button>
    </div>
  );
}

function Broken({ proof }: { proof: Proof }) {
  const t = useText(workshopTexts);
  return (
    <>
      <Notice tone="danger">{t.notProved(proof.brokenQuestions, proof.questions)}</Notice>
      <ul className="gl-lists-list">
        {proof.broken.slice(0, MOST_SHOWN).map((one) => (
          <li key={`${one.item} ${one.problem} ${one.monthDay} ${one.area}`}>
            <Badge tone="danger">
              {t[one.why as 'hole' | 'clash' | 'unmanned' | 'ambiguous' | 'no_centre']}
            </Badge>{' '}
            {one.item}.{one.problem} · {one.area}
          </li>
        ))}
      </ul>
    </>
  );
}

function Done({ proof, districtId }: { proof: Proof; districtId: string }) {
  const t = useText(workshopTexts);
  const now = useNow(60_000);
  const url = proofUrl(districtId, proof.proofId);
  const hashes = [
    { name: t.listsHash, value: proof.listsHash },
    { name: t.areasHash, value: proof.areasHash },
    { name: t.unitsHash, value: proof.unitsHash },
    { name: t.answersHash, value: proof.answersHash ?? '' },
  ];
  return (
    <Card title={t.proof}>
      {proof.brokenQuestions === 0 ? (
        <Notice tone="ok">{t.proved(proof.pairs, proof.questions)}</Notice>
      ) : (
        <Broken proof={proof} />
      )}
      <Facts
        rows={[
          { name: t.took, value: t.seconds((proof.walkedMs / 1_000).toFixed(2)) },
          { name: t.by, value: proof.startedByName },
          { name: t.when, value: <When at={fromIso(proof.startedAt) ?? 0} now={now} /> },
          ...hashes.map(({ name, value }) => ({
            name,
            value: <code className="gl-lists-hash">{value}</code>,
          })),
        ]}
      />
      <div className="gl-lists-acts">
        <LinkButton href={`${url}/export/json`}>{t.exportJson}</LinkButton>
        <LinkButton href={`${url}/export/csv`}>{t.exportCsv}</LinkButton>
      </div>
    </Card>
  );
}

const STATE = { running: 'running', done: 'doneState', cancelled: 'cancelled', failed: 'failed' } as const;

function Earlier({ proofs }: { proofs: readonly Proof[] }) {
  const t = useText(workshopTexts);
  const now = useNow(60_000);
  if (proofs.length === 0) return null;
  return (
    <Card title={t.earlier}>
      <ul className="gl-lists-list">
        {proofs.map((proof) => (
          <li key={proof.proofId}>
            <Badge>{t[STATE[proof.state as keyof typeof STATE]]}</Badge>{' '}
            <When at={fromIso(proof.startedAt) ?? 0} now={now} /> · {proof.startedByName} ·{' '}
            {t.pairs(proof.pairs)}
            {proof.failedBy ? <p>{t.failedBy}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function ProofPart({ districtId, version }: { districtId: string; version: Version }) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { can } = useSession();
  const { data, error, refetch } = useProofs({ districtId, catalogueId: version.id });
  const start = useWorkshopWrite(districtId);
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  const [newest, ...others] = data.proofs;
  const isRunning = newest?.state === 'running';
  return (
    <div className="gl-lists-parts">
      <p>{t.proveWhy}</p>
      {start.error ? <Notice tone="danger">{tellError(start.error, language)}</Notice> : null}
      {isRunning ? <Running proof={newest} districtId={districtId} /> : null}
      {!isRunning && can('catalogue.check') ? (
        <div className="gl-lists-acts">
          <Button
            tone="primary"
            isBusy={start.isSending}
            onClick={() => void start.send({ path: `/versions/${version.id}/proofs` })}
          >
            {t.prove}
          </Button>
        </div>
      ) : null}
      {newest ? null : <p>{t.noProof}</p>}
      {newest?.state === 'done' ? <Done proof={newest} districtId={districtId} /> : null}
      <Earlier proofs={newest && newest.state !== 'done' && !isRunning ? [newest, ...others] : others} />
    </div>
  );
}
