// What waits for a decision about rights, as a list with ticks: by class, what is listed, or all that fits.
import { type ReactNode, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ComponentFilter, ListedComponent } from '../core/contract-register.ts';
import { cardHref, useRates, useRegister } from './register-data.ts';
import { registerTexts } from './register-texts.ts';
import { rightsTexts } from './rights-texts.ts';
import { useGathering } from './use-bulk.ts';

interface LinesProps {
  readonly list: readonly ListedComponent[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[], isOn: boolean) => void;
  readonly aside: WaitingProps['aside'];
}

function Lines({ list, ticked, onTick, aside }: LinesProps) {
  const t = useText(rightsTexts);
  const ids = list.map(({ id }) => id);
  return (
    <>
      <Checkbox isChecked={ids.every((id) => ticked.has(id))} onChange={(isOn) => onTick(ids, isOn)}>
        {t.all(list.length)}
      </Checkbox>
      <ul className="gl-register-history">
        {list.map((one) => (
          <li key={one.id}>
            <Checkbox isChecked={ticked.has(one.id)} onChange={(isOn) => onTick([one.id], isOn)}>
              {one.name} <span className="gl-figures">{one.code}</span>
            </Checkbox>{' '}
            <a href={cardHref(one.id)} aria-label={`${t.card} ${one.name} ${one.code}`}>
              {t.card}
            </a>
            {aside ? <p>{aside(one)}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

interface AllProps {
  readonly filter: ComponentFilter;
  readonly ticked: number;
  readonly onAll: (ids: readonly string[]) => void;
  readonly onNone: () => void;
}

/** More than is listed: all that fits, gathered first, so that it is known how many are meant. */
function AllOfIt({ filter, ticked, onAll, onNone }: AllProps) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const { found, error, gather, stop } = useGathering();
  const begin = async () => {
    const ids = await gather(filter);
    if (ids) onAll(ids);
  };
  return (
    <>
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      <div className="gl-register-acts">
        <span role="status" className="gl-figures">
          {found === undefined ? t.chosen(count(ticked)) : t.gathering(count(found))}
        </span>
        {found === undefined ? (
          <Button size="small" onClick={() => void begin()}>
            {t.everything}
          </Button>
        ) : (
          <Button size="small" onClick={stop}>
            {t.stop}
          </Button>
        )}
        {ticked > 0 ? (
          <Button size="small" tone="quiet" onClick={onNone}>
            {t.nothing}
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface ClassProps {
  readonly areaPath: string;
  readonly right: 'asked' | 'disputed';
  readonly value: string;
  readonly classNameOf: (classCode: string) => string;
  readonly onChange: (classCode: string) => void;
}

function ClassChoice({ areaPath, right, value, classNameOf, onChange }: ClassProps) {
  const r = useText(registerTexts);
  const { data } = useRates(areaPath, 'class');
  const some = (data?.rates ?? []).filter((rate) => rate[right] > 0 || rate.key === value);
  if (some.length < 2 && value === '') return null;
  return (
    <NativeSelect
      label={r.classCode}
      placeholder={r.all}
      value={value}
      onChange={onChange}
      choices={some.map(({ key }) => ({ value: key, label: classNameOf(key) }))}
    />
  );
}

export interface WaitingProps {
  readonly title: string;
  readonly none: string;
  readonly filter: ComponentFilter & { readonly right: 'asked' | 'disputed' };
  readonly classNameOf: (classCode: string) => string;
  /** Beside each name. */
  readonly aside?: (one: ListedComponent) => ReactNode;
  /** `keep`: what stays ticked. */
  readonly acts: (ids: readonly string[], keep: (ids: readonly string[]) => void) => ReactNode;
  /** Of what was done last; stays when nothing waits any longer. */
  readonly result: ReactNode;
}

export function Waiting({ title, none, filter, classNameOf, aside, acts, result }: WaitingProps) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const [classCode, setClass] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const fit = classCode === '' ? filter : { ...filter, classCode };
  const asked = useRegister(fit);
  const list = asked.data?.pages.flatMap((page) => page.components) ?? [];
  const onTick = (ids: readonly string[], isOn: boolean) =>
    setTicked(new Set(isOn ? [...ticked, ...ids] : [...ticked].filter((id) => !ids.includes(id))));
  const keep = (ids: readonly string[]) => setTicked(new Set(ids));
  const { areaPath, right } = filter;
  const choose = (code: string) => {
    setClass(code);
    keep([]);
  };
  return (
    <Card title={title}>
      <div className="gl-register-choices">
        <ClassChoice
          areaPath={areaPath}
          right={right}
          value={classCode}
          classNameOf={classNameOf}
          onChange={choose}
        />
      </div>
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
          <AllOfIt filter={fit} ticked={ticked.size} onAll={keep} onNone={() => keep([])} />
          {acts([...ticked], keep)}
        </>
      ) : null}
      {result}
    </Card>
  );
}
