// What waits for a decision about rights, as a list with ticks: a unit confirms or disputes what it was
// asked, the centre rules on disputes.
import { type ReactNode, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ComponentFilter, ListedComponent } from '../core/contract-register.ts';
import { cardHref, useRegister, useUnitName, useUnits } from './register-data.ts';
import { rightsTexts } from './rights-texts.ts';
import { useAnswer, useRule } from './use-rights.ts';

interface WaitingProps {
  readonly title: string;
  readonly none: string;
  readonly filter: ComponentFilter;
  /** Beside each name. */
  readonly aside?: (one: ListedComponent) => ReactNode;
  readonly acts: (ids: readonly string[], clear: () => void) => ReactNode;
}

function Lines({
  list,
  ticked,
  onTick,
  aside,
}: {
  list: readonly ListedComponent[];
  ticked: ReadonlySet<string>;
  onTick: (ids: readonly string[], isOn: boolean) => void;
  aside: WaitingProps['aside'];
}) {
  const t = useText(rightsTexts);
  return (
    <>
      <Checkbox
        isChecked={list.every(({ id }) => ticked.has(id))}
        onChange={(isOn) =>
          onTick(
            list.map(({ id }) => id),
            isOn,
          )
        }
      >
        {t.all}
      </Checkbox>
      <ul className="gl-register-history">
        {list.map((one) => (
          <li key={one.id}>
            <Checkbox isChecked={ticked.has(one.id)} onChange={(isOn) => onTick([one.id], isOn)}>
              {one.name} <span className="gl-figures">{one.code}</span>
            </Checkbox>{' '}
            <a href={cardHref(one.id)} aria-label={`${one.name} ${one.code}`}>
              ›
            </a>
            {aside ? <p>{aside(one)}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Waiting({ title, none, filter, aside, acts }: WaitingProps) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const asked = useRegister(filter);
  const list = asked.data?.pages.flatMap((page) => page.components) ?? [];
  const onTick = (ids: readonly string[], isOn: boolean) => {
    const next = new Set(ticked);
    for (const id of ids)
      if (isOn) next.add(id);
      else next.delete(id);
    setTicked(next);
  };
  const ids = list.map(({ id }) => id).filter((id) => ticked.has(id));
  return (
    <Card title={title}>
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending && !asked.error ? <Loading lines={3} /> : null}
      {asked.data && list.length === 0 ? <Empty title={none} /> : null}
      {list.length > 0 ? (
        <>
          <Lines list={list} ticked={ticked} onTick={onTick} aside={aside} />
          {asked.hasNextPage ? (
            <Button
              size="small"
              isBusy={asked.isFetchingNextPage}
              onClick={() => void asked.fetchNextPage()}
            >
              {t.more}
            </Button>
          ) : null}
          {acts(ids, () => setTicked(new Set()))}
        </>
      ) : null}
    </Card>
  );
}

const MOST_AT_ONCE = 500;

function Answer({ unitId, ids, clear }: { unitId: string; ids: readonly string[]; clear: () => void }) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const answer = useAnswer(() => {
    clear();
    setWords('');
  });
  const send = (isOurs: boolean) =>
    void answer.send({
      unitId,
      ids: ids.slice(0, MOST_AT_ONCE),
      isOurs,
      ...(words.trim() === '' ? {} : { words: words.trim() }),
    });
  const hasReason = words.trim().length > 1;
  return (
    <div className="gl-register-form">
      <TextArea label={t.reason} rows={2} maxLength={500} value={words} onChange={setWords} />
      {answer.error ? <Notice tone="danger">{tellError(answer.error, language)}</Notice> : null}
      {answer.reply ? <Notice tone="ok">{t.done(answer.reply.moved)}</Notice> : null}
      <div className="gl-register-acts">
        <Button
          tone="primary"
          isBusy={answer.isSending}
          disabled={ids.length === 0}
          onClick={() => send(true)}
        >
          {t.confirm(ids.length)}
        </Button>
        <Button
          isBusy={answer.isSending}
          disabled={ids.length === 0 || !hasReason}
          onClick={() => send(false)}
        >
          {t.dispute(ids.length)}
        </Button>
      </div>
    </div>
  );
}

/** What the reader's own unit was asked. */
export function MyUnit({ areaPath, unitId, name }: { areaPath: string; unitId: string; name: string }) {
  const t = useText(rightsTexts);
  const district = areaPath.slice(0, 6);
  return (
    <Waiting
      title={`${t.mine} · ${name}`}
      none={t.mineNone}
      filter={{ areaPath: district, unitId, right: 'asked' }}
      acts={(ids, clear) => <Answer unitId={unitId} ids={ids} clear={clear} />}
    />
  );
}

function Rule({ areaPath, ids, clear }: { areaPath: string; ids: readonly string[]; clear: () => void }) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const { data } = useUnits(areaPath);
  const [typed, setTyped] = useState({ unitId: '', words: '', isFinal: true });
  const rule = useRule(() => {
    clear();
    setTyped({ unitId: '', words: '', isFinal: true });
  });
  const isWhole = ids.length > 0 && typed.unitId !== '' && typed.words.trim().length > 1;
  const choices = (data?.units ?? []).map(({ id, name, nameEn }) => ({
    value: id,
    label: language === 'zh' ? name : nameEn || name,
  }));
  return (
    <div className="gl-register-form">
      <NativeSelect
        label={t.ruleTo}
        placeholder={t.chooseUnit}
        value={typed.unitId}
        choices={choices}
        onChange={(unitId) => setTyped({ ...typed, unitId })}
      />
      <TextArea
        label={t.rulingWords}
        rows={2}
        maxLength={500}
        value={typed.words}
        onChange={(words) => setTyped({ ...typed, words })}
      />
      <Checkbox isChecked={typed.isFinal} onChange={(isFinal) => setTyped({ ...typed, isFinal })}>
        {t.isFinal}
      </Checkbox>
      {rule.error ? <Notice tone="danger">{tellError(rule.error, language)}</Notice> : null}
      {rule.reply ? <Notice tone="ok">{t.done(rule.reply.moved)}</Notice> : null}
      <div className="gl-register-acts">
        <Button
          tone="primary"
          isBusy={rule.isSending}
          disabled={!isWhole}
          onClick={() =>
            void rule.send({ ...typed, words: typed.words.trim(), ids: ids.slice(0, MOST_AT_ONCE) })
          }
        >
          {t.rule(ids.length)}
        </Button>
        {isWhole ? null : <p className="gl-muted">{t.whole}</p>}
      </div>
    </div>
  );
}

export function Disputes({ areaPath }: { areaPath: string }) {
  const t = useText(rightsTexts);
  const unitName = useUnitName(areaPath);
  return (
    <Waiting
      title={t.disputed}
      none={t.disputedNone}
      filter={{ areaPath, right: 'disputed' }}
      aside={(one) => `${unitName(one.rightUnitId) ?? ''} ${t.because}：${one.rightWords ?? ''}`}
      acts={(ids, clear) => <Rule areaPath={areaPath} ids={ids} clear={clear} />}
    />
  );
}
