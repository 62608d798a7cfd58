// The inspector's list of closed cases to look at again, and the form of one result: held or not, words, a
// photo from the spot. It needs the network: what is found may reopen the case at once.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { PhotoField } from '../../cases/web/public.ts';
import type { Outcome, TaskView } from '../core/contract.ts';
import { recheckTexts } from './recheck-texts.ts';
import { useGiveResult, useTasks } from './use-rechecks.ts';
import './recheck.css';

interface ResultFormProps {
  readonly task: TaskView;
  readonly onDone: (isReopened: boolean) => void;
  readonly onCancel: () => void;
}

function ResultForm({ task, onDone, onCancel }: ResultFormProps) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const isOnline = useOnline();
  const [outcome, setOutcome] = useState<Outcome>();
  const [words, setWords] = useState('');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isEarly, setEarly] = useState(false);
  const giving = useGiveResult({ onDone: ({ isReopened }) => onDone(isReopened) });
  const said = words.trim();
  const isWhole = outcome !== undefined && said.length > 1 && photoIds.length > 0 && !isBusy;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setEarly(true);
    if (isWhole && outcome !== undefined)
      void giving.send({ id: task.id, outcome, words: said, photoIds: [...photoIds] });
  };
  return (
    <Form className="gl-action-form" onSubmit={send} aria-label={t.lookAt(task.number)} noValidate>
      <Chips
        label={t.outcome}
        chosen={outcome}
        onChoose={setOutcome}
        choices={[
          { id: 'held', label: t.isHeld },
          { id: 'not_held', label: t.isNotHeld },
        ]}
      />
      <TextArea label={t.words} rows={2} maxLength={500} value={words} onChange={setWords} />
      <PhotoField label={t.photos} value={photoIds} onChange={setPhotoIds} onBusy={setBusy} />
      <div role="alert">
        {isOnline ? null : <Notice tone="warn">{t.network}</Notice>}
        {isEarly && !isWhole ? <Notice tone="warn">{t.needs}</Notice> : null}
        {giving.error ? <Notice tone="danger">{tellError(giving.error, language)}</Notice> : null}
      </div>
      <div className="gl-recheck-row">
        <Button size="large" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button type="submit" size="large" tone="primary" isBusy={giving.isSending}>
          {t.send}
        </Button>
      </div>
    </Form>
  );
}

interface TaskProps {
  readonly task: TaskView;
  readonly caseHref: (caseId: string) => string;
  readonly onDone: (isReopened: boolean) => void;
}

function TaskPart({ task, caseHref, onDone }: TaskProps) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(task.areaPath.slice(0, 6));
  const [isOpen, setOpen] = useState(false);
  const item = (language === 'zh' ? task.itemName : (task.itemNameEn ?? task.itemName)) ?? '';
  return (
    <Card title={item === '' ? task.number : item}>
      <p>
        <a href={caseHref(task.caseId)}>{task.number}</a>{' '}
        <span className="gl-quiet">{areaNames(tree, task.areaPath, language, 3)}</span>
      </p>
      {isOpen ? (
        <ResultForm task={task} onDone={onDone} onCancel={() => setOpen(false)} />
      ) : (
        <Button size="large" isWide label={`${t.look} ${task.number}`} onClick={() => setOpen(true)}>
          {t.look}
        </Button>
      )}
    </Card>
  );
}

export function TasksScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { data, error, refetch } = useTasks();
  const [said, setSaid] = useState<string>();
  return (
    <Page>
      <div className="gl-recheck">
        <PageHead title={t.tasks} />
        <p className="gl-quiet">{t.tasksWhy}</p>
        <div role="status">{said === undefined ? null : <Notice>{said}</Notice>}</div>
        {error && !data ? (
          <Failed message={tellError(error, language)} onAgain={() => void refetch()} />
        ) : null}
        {!data && !error ? <Loading lines={4} /> : null}
        {data?.tasks.length === 0 ? (
          <Empty icon="check" title={t.noTasks}>
            {t.noTasksWhy}
          </Empty>
        ) : null}
        {(data?.tasks ?? []).map((task) => (
          <TaskPart
            key={task.id}
            task={task}
            caseHref={caseHref}
            onDone={(isReopened) => setSaid(isReopened ? t.sentReopened : t.sent)}
          />
        ))}
      </div>
    </Page>
  );
}
