// The record of changes: found by words, kind and days, all in the address; each line opens what it is about.
import type { ReactNode } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ChangeLine, Changes } from '../core/contract.ts';
import { changesTexts } from './changes-texts.ts';
import { FactList } from './fact-list.tsx';
import { type ChangesChoice, useChanges } from './use-changes.ts';

/** Where a subject can be looked at; undefined where no screen shows it. */
export type SubjectHref = (subject: ChangeLine['subject']) => string | undefined;

const NAMES = ['words', 'operation', 'subjectId', 'from', 'until'] as const;

function useChoice(): ChangesChoice {
  const { query } = useRoute();
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? undefined]));
}

/** What sets itself up is no person, and its parts have no names for people. */
const SYSTEM = 'system:';

const orNone = (text: string): string | undefined => (text === '' ? undefined : text);

function Choices({ choice, operations }: { choice: ChangesChoice; operations: Changes['operations'] }) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const isNarrowed = NAMES.some((name) => choice[name] !== undefined);
  return (
    <search className="gl-change-choices">
      <TextField
        label={t.words}
        placeholder={t.wordsHelp}
        maxLength={50}
        value={choice.words ?? ''}
        onChange={(words) => setQuery({ words: orNone(words) })}
      />
      <NativeSelect
        label={t.kind}
        value={choice.operation ?? ''}
        placeholder={t.allKinds}
        choices={operations.map(({ operation, title }) => ({ value: operation, label: title[language] }))}
        onChange={(operation) => setQuery({ operation: orNone(operation) })}
      />
      <TextField
        type="date"
        label={t.from}
        value={choice.from ?? ''}
        onChange={(from) => setQuery({ from: orNone(from) })}
      />
      <TextField
        type="date"
        label={t.until}
        value={choice.until ?? ''}
        onChange={(until) => setQuery({ until: orNone(until) })}
      />
      {isNarrowed ? (
        <Button
          icon="close"
          onClick={() => setQuery(Object.fromEntries(NAMES.map((name) => [name, undefined])))}
        >
          {t.clear}
        </Button>
      ) : null}
    </search>
  );
}

export function SubjectName({ subject, hrefOf }: { subject: ChangeLine['subject']; hrefOf: SubjectHref }) {
  const href = hrefOf(subject);
  return href === undefined ? subject.name : <a href={href}>{subject.name}</a>;
}

function Line({ change, hrefOf, now }: { change: ChangeLine; hrefOf: SubjectHref; now: number }) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const title: ReactNode = (
    <>
      {change.title[language]} · <SubjectName subject={change.subject} hrefOf={hrefOf} />
    </>
  );
  return (
    <Card title={title} aside={<When at={change.changedAt} now={now} />}>
      <FactList facts={change.facts} />
      <p className="gl-change-who">
        <span>
          {t.by} {change.byName.startsWith(SYSTEM) ? t.system : change.byName}
        </span>
        {change.secondName === null ? null : (
          <span>
            {t.second} {change.secondName}
          </span>
        )}
        <span>{change.why === null ? t.noWhy : `${t.why} ${change.why}`}</span>
      </p>
    </Card>
  );
}

export function ChangesView({ hrefOf }: { hrefOf: SubjectHref }) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const choice = useChoice();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useChanges(choice);
  const changes = data?.pages.flatMap((page) => page.changes);
  return (
    <>
      <Choices choice={choice} operations={data?.pages[0]?.operations ?? []} />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!changes && !error ? <Loading lines={6} /> : null}
      {changes?.length === 0 ? (
        <Empty icon="search" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <section className="gl-change-list" aria-label={t.list}>
        {changes?.map((change) => (
          <Line key={change.id} change={change} hrefOf={hrefOf} now={now} />
        ))}
        {hasNextPage ? (
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.more}
          </Button>
        ) : null}
      </section>
    </>
  );
}
