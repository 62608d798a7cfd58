// A table of values comes in: every line is checked and shown first; with one that is wrong nothing is
// written.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { TableFileField } from '../../../ui/file-field/file-field.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CheckedImport } from '../core/contract.ts';
import { Scrolling, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { useCheckImport, useImport } from './use-peace.ts';

function Lines({ checked }: { checked: CheckedImport }) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  return (
    <Scrolling label={t.import}>
      <thead>
        <tr>
          {[t.line, t.outcome, t.area, t.indicator, t.period, t.value, t.faults].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {checked.lines.map(({ line, outcome, faults }, at) => {
          const row = checked.rows[at];
          return (
            <tr key={line}>
              <th scope="row">{line}</th>
              <td>{t[outcome]}</td>
              <td>{row?.area}</td>
              <td>{row?.indicator}</td>
              <td>{row?.period}</td>
              <td className="gl-figures">{row?.value}</td>
              <td>{faults.map(wordsOf).join(' · ')}</td>
            </tr>
          );
        })}
      </tbody>
    </Scrolling>
  );
}

export function ImportCard({ areaPath }: { areaPath: string }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const check = useCheckImport(areaPath);
  const bring = useImport({ onDone: () => check.forget() });
  const checked = check.reply;
  const faulty = checked?.lines.filter(({ outcome }) => outcome === 'refused').length ?? 0;
  const error = check.error ?? bring.error;
  const choose = (file: File) => {
    bring.forget();
    void check.send(file);
  };
  return (
    <Card
      title={t.import}
      aside={
        <LinkButton href="/api/peace/template.csv" isDocument>
          {t.getTemplate}
        </LinkButton>
      }
    >
      <TableFileField label={t.importFile} help={t.importHelp} onFile={choose} />
      {check.isSending ? <Loading lines={3} /> : null}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      {bring.reply ? <Notice>{t.broughtIn(bring.reply.written, bring.reply.same)}</Notice> : null}
      {checked ? (
        <>
          {faulty > 0 ? (
            <Notice tone="danger">{t.faulty(faulty)}</Notice>
          ) : (
            <Button
              isBusy={bring.isSending}
              onClick={() => void bring.send({ areaPath, rows: checked.rows.map((row) => ({ ...row })) })}
            >
              {t.bring(checked.lines.length)}
            </Button>
          )}
          <Lines checked={checked} />
        </>
      ) : null}
    </Card>
  );
}
