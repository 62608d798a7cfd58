// For administrators: the check-ins of their area, and beginning and ending one. It begins with the words
// that there is usually none; reading the entries asks for a purpose, which the officers see.
import { type FormEvent, useState } from 'react';
import { fromIso, type Instant, toIso } from '../../../kernel/instant.ts';
import { rightTo } from '../../../kernel/rights.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type AreaNode, areaNames, nodeAt, useAreaTree } from '../../areas/web/public.ts';
import type { TaskKind } from '../core/check-in-task.ts';
import { checkinPolicy } from '../core/policy.ts';
import { checkInTexts } from './check-in-texts.ts';
import { type AreaTask, useAreaTasks, useBegin, useEnd, useLook } from './use-check-in.ts';
import './check-in.css';

/** The areas for which a post lets this person begin one. */
function ownAreas({ personId, name, posts }: Session): readonly string[] {
  const paths = posts
    .filter((post) => {
      const actor = { kind: 'person', personId, name, posts: [post] } as const;
      return rightTo(checkinPolicy, actor, 'check_in.begin', { areaPath: post.areaPath }) !== undefined;
    })
    .map((post) => post.areaPath);
  return [...new Set(paths)];
}

/** The area itself, and those down to communities: a check-in for one grid would be one for one person. */
const COMMUNITY_PARTS = 3;
const withBelow = (node: AreaNode): readonly AreaNode[] => [
  node,
  ...node.children.filter(({ path }) => path.split('.').length <= COMMUNITY_PARTS).flatMap(withBelow),
];

/** `datetime-local` speaks China's time. */
const instantOf = (local: string): string | undefined => {
  const at = fromIso(`${local}:00+08:00`);
  return at === undefined ? undefined : toIso(at);
};

const EMPTY = { name: '', kind: 'emergency' as TaskKind, areaPath: '', reason: '', endsAt: '' };

type Typed = typeof EMPTY;

interface FieldsProps {
  readonly form: Typed;
  readonly set: (change: Partial<Typed>) => void;
  readonly areas: readonly AreaNode[];
}

function Fields({ form, set, areas }: FieldsProps) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  return (
    <>
      <Segments
        label={t.kind}
        isLabelHidden
        choices={(['emergency', 'security'] as const).map((id) => ({ id, label: t[id] }))}
        chosen={form.kind}
        onChoose={(kind) => set({ kind })}
      />
      <TextField
        label={t.name}
        help={t.nameHelp}
        maxLength={80}
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <NativeSelect
        label={t.area}
        help={t.whoIn}
        value={form.areaPath}
        placeholder={t.chooseArea}
        choices={areas.map((node) => ({
          value: node.path,
          label: areaNames(areas[0], node.path, language, 2) ?? node.name,
        }))}
        onChange={(areaPath) => set({ areaPath })}
      />
      <TextArea
        label={t.reason}
        help={t.reasonHelp}
        rows={2}
        maxLength={500}
        value={form.reason}
        onChange={(reason) => set({ reason })}
      />
      <TextField
        type="datetime-local"
        label={t.endsAt}
        help={t.endsHelp}
        value={form.endsAt}
        onChange={(endsAt) => set({ endsAt })}
      />
    </>
  );
}

function Begin({ areas }: Pick<FieldsProps, 'areas'>) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const [form, setForm] = useState(EMPTY);
  const [isTold, setTold] = useState(false);
  const begin = useBegin(() => {
    setForm(EMPTY);
    setTold(false);
  });
  const endsAt = instantOf(form.endsAt);
  const isWhole = form.name.trim() !== '' && form.reason.trim() !== '' && form.areaPath !== '' && endsAt;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (isWhole && endsAt) void begin.send({ ...form, endsAt });
  };
  return (
    <Card title={t.begin}>
      <Form className="gl-check-in-form" onSubmit={submit}>
        <Fields form={form} areas={areas} set={(change) => setForm({ ...form, ...change })} />
        {isTold && !isWhole ? <Notice tone="warn">{t.missing}</Notice> : null}
        {begin.error ? <Notice tone="danger">{tellError(begin.error, language)}</Notice> : null}
        <Button type="submit" tone="primary" isBusy={begin.isSending}>
          {t.begin}
        </Button>
      </Form>
    </Card>
  );
}

function Entries({ task, now }: { task: AreaTask; now: Instant }) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const [purpose, setPurpose] = useState('');
  const look = useLook(task.id);
  return (
    <>
      <div className="gl-check-in-acts">
        <TextField
          label={t.purpose}
          help={t.purposeHelp}
          maxLength={200}
          value={purpose}
          onChange={setPurpose}
        />
        <Button
          isBusy={look.isSending}
          disabled={purpose.trim() === ''}
          onClick={() => void look.send(purpose)}
        >
          {t.look}
        </Button>
      </div>
      {look.error ? <Notice tone="danger">{tellError(look.error, language)}</Notice> : null}
      {look.reply?.isMore ? <Notice>{t.newest(look.reply.entries.length)}</Notice> : null}
      {look.reply ? (
        <ol className="gl-check-in-list" aria-label={t.entryList}>
          {look.reply.entries.map(({ id, name, unit, at, lon, lat, accuracyMetres, words }) => (
            <li key={id}>
              <When at={fromIso(at) ?? now} now={now} />
              <strong>{name}</strong>
              <span>{unit}</span>
              <span>
                {lon === null || lat === null ? t.withoutPlace : t.withPlace(lon, lat, accuracyMetres ?? 100)}
              </span>
              {words === '' ? null : <span>{words}</span>}
            </li>
          ))}
          {look.reply.entries.length === 0 ? <li>{t.noEntries}</li> : null}
        </ol>
      ) : null}
    </>
  );
}

function Task({ task, areas, now }: { task: AreaTask; areas: readonly AreaNode[]; now: Instant }) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const end = useEnd();
  const [from, until] = [fromIso(task.startsAt) ?? now, fromIso(task.endsAt) ?? now];
  const state = task.isEnded ? t.ended : task.isRunning ? t.running : t.toCome;
  return (
    <Card title={task.name} aside={<Badge tone={task.isRunning ? 'warn' : 'plain'}>{state}</Badge>}>
      <Facts
        rows={[
          { name: t.kind, value: t[task.kind] },
          { name: t.area, value: areaNames(areas[0], task.areaPath, language, 2) ?? task.areaPath },
          { name: t.reason, value: task.reason },
          { name: t.begunBy, value: [task.begunByUnit, task.begunBy].join(' ') },
          { name: t.from, value: <When at={from} now={now} /> },
          { name: t.until, value: <When at={until} now={now} /> },
          { name: t.checkIn, value: t.entries(task.entryCount) },
        ]}
      />
      {task.entryCount === 0 ? null : <Entries task={task} now={now} />}
      {end.error ? <Notice tone="danger">{tellError(end.error, language)}</Notice> : null}
      {task.isEnded ? null : (
        <div className="gl-check-in-acts">
          <Button tone="danger" isBusy={end.isSending} onClick={() => void end.send(task.id)}>
            {t.endNow}
          </Button>
        </div>
      )}
    </Card>
  );
}

export default function CheckInAdmin() {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const now = useNow(30_000);
  const { session } = useSession();
  const [areaPath] = session ? ownAreas(session) : [];
  const { data: tree } = useAreaTree(areaPath?.slice(0, 6));
  const { data, error, refetch } = useAreaTasks(areaPath);
  const node = nodeAt(tree, areaPath ?? '');
  const areas = node ? withBelow(node) : [];
  return (
    <Page>
      <PageHead title={t.adminTitle}>{t.adminWhy}</PageHead>
      <div className="gl-check-in-admin">
        <Begin areas={areas} />
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={4} /> : null}
        {data?.tasks.length === 0 ? (
          <Empty icon="check" title={t.listEmpty}>
            {t.listEmptyWhy}
          </Empty>
        ) : null}
        <section className="gl-check-in-tasks" aria-label={t.list}>
          {data?.tasks.map((task) => (
            <Task key={task.id} task={task} areas={areas} now={now} />
          ))}
        </section>
      </div>
    </Page>
  );
}
