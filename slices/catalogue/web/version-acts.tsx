// What is done with a whole version: begun as a draft, taken out and brought in as a workbook, proposed,
// given up, brought back. Whatever changes who answers for what waits for a second person.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { TableFileField } from '../../../ui/file-field/file-field.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import {
  isDraft,
  useImportTables,
  useWorkshopWrite,
  type Version,
  versionUrl,
  type Written,
} from './use-workshop.ts';
import { workshopTexts } from './workshop-texts.ts';

type Act = 'begin' | 'publish' | 'discard' | 'rollBack' | 'import';

interface ActProps {
  readonly districtId: string;
  readonly version: Version;
  readonly onClose: () => void;
  readonly onDone: (written: Written) => void;
}

interface AskedWords {
  readonly title: string;
  readonly day: string;
  readonly why: string;
}

function bodyOf(act: Act, { id, revision }: Version, { title, day, why }: AskedWords) {
  switch (act) {
    case 'begin':
      return { path: '/drafts', body: { fromCatalogueId: id, title: title.trim(), effectiveFrom: day } };
    case 'publish':
      return { path: `/versions/${id}/publish`, body: { why: why.trim(), revision } };
    case 'rollBack':
      return { path: `/versions/${id}/roll-back`, body: { why: why.trim(), effectiveFrom: day } };
    default:
      return { path: `/drafts/${id}/discard`, body: { why: why.trim(), revision } };
  }
}

const WHY = { publish: 'publishWhy', discard: 'discardWhy', rollBack: 'rollBackWhy' } as const;

interface SaidProps {
  readonly act: Exclude<Act, 'import'>;
  readonly said: AskedWords;
  readonly onSay: (said: AskedWords) => void;
}

const needsDay = (act: Act): boolean => act === 'begin' || act === 'rollBack';

function SaidFields({ act, said, onSay }: SaidProps) {
  const t = useText(workshopTexts);
  return (
    <>
      {act === 'begin' ? (
        <>
          <p>{t.beginWhy}</p>
          <TextField
            label={t.title}
            maxLength={200}
            value={said.title}
            onChange={(title) => onSay({ ...said, title })}
          />
        </>
      ) : (
        <TextArea
          label={t[WHY[act]]}
          help={t.whyHelp}
          rows={2}
          maxLength={500}
          value={said.why}
          onChange={(why) => onSay({ ...said, why })}
        />
      )}
      {needsDay(act) ? (
        <TextField
          type="date"
          label={t.effectiveFrom}
          value={said.day}
          onChange={(day) => onSay({ ...said, day })}
        />
      ) : null}
    </>
  );
}

function ActDialog({ act, districtId, version, onClose, onDone }: ActProps & Pick<SaidProps, 'act'>) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const [said, setSaid] = useState<AskedWords>({ title: '', day: '', why: '' });
  const write = useWorkshopWrite(districtId, { onDone });
  const isSaid = act === 'begin' ? said.title.trim() !== '' : said.why.trim().length >= 2;
  const isOff = !isSaid || (needsDay(act) && said.day === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isOff) void write.send(bodyOf(act, version, said));
  };
  return (
    <Dialog isOpen onClose={onClose} title={t[act]}>
      <Form className="gl-lists-form" onSubmit={submit}>
        <SaidFields act={act} said={said} onSay={setSaid} />
        {write.error ? <Notice tone="danger">{tellError(write.error, language)}</Notice> : null}
        <div className="gl-lists-acts">
          <Button tone="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            type="submit"
            tone={act === 'discard' ? 'danger' : 'primary'}
            isBusy={write.isSending}
            disabled={isOff}
          >
            {t[act]}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function ImportDialog({ districtId, version, onClose }: Omit<ActProps, 'onDone'>) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const send = useImportTables({ districtId, catalogueId: version.id }, {});
  const { reply } = send;
  return (
    <Dialog isOpen onClose={onClose} title={t.importXlsx}>
      <TableFileField
        label={t.importXlsx}
        help={t.importHelp}
        onFile={(file) => void send.send({ file, revision: version.revision })}
      />
      <div role="status">
        {reply && reply.errors.length > 0 ? (
          <Notice tone="danger">{t.fileErrors(reply.errors.length)}</Notice>
        ) : null}
        {reply?.isSaved ? <Notice tone="ok">{t.saved(reply.differences.length)}</Notice> : null}
        {reply && !reply.isSaved && reply.errors.length === 0 ? <Notice>{t.unchanged}</Notice> : null}
      </div>
      {reply && reply.errors.length > 0 ? (
        <ul className="gl-lists-list">
          {reply.errors.map((one) => (
            <li key={`${one.column} ${one.row} ${one.zh}`}>
              {one.column} · {t.row(one.row)} · {one[language]}
            </li>
          ))}
        </ul>
      ) : null}
      {send.error ? <Notice tone="danger">{tellError(send.error, language)}</Notice> : null}
    </Dialog>
  );
}

function actsFor(version: Version, can: (operation: string) => boolean): readonly Act[] {
  const drafting: Act[] = can('catalogue.draft') ? ['begin'] : [];
  if (!isDraft(version)) return can('catalogue.publish') ? [...drafting, 'rollBack'] : drafting;
  const own: Act[] = can('catalogue.draft') ? ['import', 'discard'] : [];
  return [...drafting, ...own, ...(can('catalogue.publish') ? (['publish'] as const) : [])];
}

export function VersionActs({ districtId, version }: { districtId: string; version: Version }) {
  const t = useText(workshopTexts);
  const { can } = useSession();
  const [act, setAct] = useState<Act>();
  const [told, setTold] = useState<Written>();
  const labels = {
    begin: t.begin,
    publish: t.publish,
    discard: t.discard,
    rollBack: t.rollBack,
    import: t.importXlsx,
  };
  const done = (written: Written) => {
    if (act === 'begin') setQuery({ version: written.catalogueId, part: 'rows' });
    if (act === 'discard') setQuery({ version: undefined });
    setTold(act === 'publish' || act === 'rollBack' ? written : undefined);
    setAct(undefined);
  };
  return (
    <>
      <div className="gl-lists-acts">
        <LinkButton href={`${versionUrl(districtId, version.id)}/tables.xlsx`}>{t.exportXlsx}</LinkButton>
        {actsFor(version, can).map((one) => (
          <Button key={one} tone={one === 'publish' ? 'primary' : 'plain'} onClick={() => setAct(one)}>
            {labels[one]}
          </Button>
        ))}
      </div>
      {told?.isDone === false ? (
        <Notice tone="warn">
          {t.proposed} <a href="/command/approvals">{t.seeWaiting}</a>
        </Notice>
      ) : null}
      {told?.isDone ? <Notice tone="ok">{t.done}</Notice> : null}
      {act === 'import' ? (
        <ImportDialog {...{ districtId, version }} onClose={() => setAct(undefined)} />
      ) : null}
      {act && act !== 'import' ? (
        <ActDialog {...{ act, districtId, version }} onClose={() => setAct(undefined)} onDone={done} />
      ) : null}
    </>
  );
}
