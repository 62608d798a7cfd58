// The survey on the phone: what stands in my grid, what of it nobody has seen in this round first; one tap
// says that all is as before, another opens the words for a change, a loss or a find. All of it works
// without a network.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { OutboxState } from '../../../platform/web/outbox/person-outbox.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { type Choice, NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, leavesOf, nodeAt, useAreaTree } from '../../areas/web/public.ts';
import { type Condition, CONDITION_WORDS } from '../core/condition.ts';
import { FindingForm } from './finding-form.tsx';
import { gridComponentsUrl } from './near-components.ts';
import { MyFindings } from './my-findings.tsx';
import { NearFirstBar, nearestFirst, useNearFirst } from './near-first.tsx';
import { postsFor } from './posts-for.ts';
import { roundsUrl } from './rounds-url.ts';
import { FINDING_WORDS, surveyTexts } from './survey-texts.ts';
import { keepFinding } from './use-finding.ts';
import './register.css';

interface Standing {
  readonly id: string;
  readonly code: string;
  readonly classCode: string;
  readonly name: string;
  readonly condition: Condition;
  readonly seenAt: number | null;
  readonly lon: number;
  readonly lat: number;
  /** From where one stands, where that was asked for. */
  readonly metres?: number;
}

interface RoundRow {
  readonly areaPath: string;
  readonly name: string;
  readonly beginsAt: number;
  readonly endedAt: number | null;
}

/** What the shell brings: the classes of the list in force. */
export interface FieldSurveyProps {
  readonly useClasses: (districtId: string) => readonly Choice[];
}

const FINDINGS_URL = '/api/components/findings';
const MOST_SHOWN = 200;

/** The grids of my posts. */
function useMyGrids(): readonly Choice[] {
  const { session } = useSession();
  const language = useSpoken();
  const posts = session?.posts ?? [];
  const { data: tree } = useAreaTree(posts[0]?.areaPath.slice(0, 6));
  const nodes = posts.flatMap(({ areaPath }) => {
    const node = nodeAt(tree, areaPath);
    return node ? leavesOf(node) : [];
  });
  const paths = [...new Set(nodes.map(({ path }) => path))];
  return paths.map((path) => ({ value: path, label: areaNames(tree, path, language, 2) ?? path }));
}

const useKept = <T,>(url: string | undefined) =>
  useQuery({
    queryKey: ['kept', url],
    enabled: url !== undefined,
    staleTime: MINUTE,
    queryFn: ({ signal }) => keptFirst<T>(url ?? '', signal),
  });

/** Asked for the area of the post, as the phone's pack keeps it: rounds above and within are told with it. */
function useRound(gridPath: string): RoundRow | undefined {
  const { session } = useSession();
  const post = postsFor(session, 'component.survey').find(({ areaPath }) => isWithin(gridPath, areaPath));
  const { data } = useKept<{ rounds: readonly RoundRow[] }>(post && roundsUrl(post.areaPath));
  return data?.rounds.find((round) => round.endedAt === null && isWithin(gridPath, round.areaPath));
}

/** What waits on this phone to be told of. */
const waitingOf = ({ entries }: OutboxState): ReadonlySet<unknown> =>
  new Set(entries.filter(({ url }) => url === FINDINGS_URL).map(({ body }) => body.componentId));

/** Told by this page, while the list that the server has of it is on its way. */
const toldHere = new Set<string>();

type Doing = { readonly kind: 'new' | 'changed' | 'gone'; readonly one?: Standing };

interface LineProps {
  readonly one: Standing;
  readonly className: string;
  readonly isDone: boolean;
  /** Told just now: it stays where it is, so that a second tap meets no other thing. */
  readonly isHere: boolean;
  readonly onSeen: () => void;
  readonly onDo: (kind: 'changed' | 'gone') => void;
}

function Line({ one, className, isDone, isHere, onSeen, onDo }: LineProps) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  return (
    <li>
      <strong>{one.name}</strong> <span className="gl-figures">{one.code.slice(-6)}</span>{' '}
      <span className="gl-muted">
        {className} · {CONDITION_WORDS[one.condition][language]}
        {one.metres === undefined ? null : ` · ${t.away(one.metres)}`}
      </span>{' '}
      {isDone ? <Badge tone="ok">{t.done}</Badge> : null}
      <div className="gl-register-acts">
        {isDone && !isHere ? null : (
          <Button icon="check" disabled={isDone} onClick={onSeen} label={`${t.isSeen} ${one.name}`}>
            {t.isSeen}
          </Button>
        )}
        <Button onClick={() => onDo('changed')} label={`${t.changed} ${one.name}`}>
          {t.changed}
        </Button>
        <Button onClick={() => onDo('gone')} label={`${t.gone} ${one.name}`}>
          {t.gone}
        </Button>
      </div>
    </li>
  );
}

interface ListProps {
  readonly gridPath: string;
  readonly classes: readonly Choice[];
  readonly onDo: (doing: Doing) => void;
}

function StandingList({ gridPath, classes, onDo }: ListProps) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const [isFull, setFull] = useState(false);
  const [justTold] = useState(() => new Set<string>());
  const asked = useKept<{ components: readonly Standing[] }>(gridComponentsUrl(gridPath));
  const round = useRound(gridPath);
  const since = round?.beginsAt ?? 0;
  const outbox = useOutbox();
  const near = useNearFirst();
  const told = waitingOf(outbox);
  const newest = outbox.receipts[0]?.id;
  const { refetch } = asked;
  // What was received has been seen: the list says so from now on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new receipt is the reason to ask again
  useEffect(() => void refetch(), [newest, refetch]);
  if (asked.error) {
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  }
  if (!asked.data) return <Loading lines={6} />;
  const isDone = (one: Standing) =>
    told.has(one.id) ||
    toldHere.has(one.id) ||
    (round !== undefined && one.seenAt !== null && one.seenAt >= since);
  const all = nearestFirst(asked.data.components, near.from);
  const left = all.filter((one) => !isDone(one));
  const isAside = (one: Standing) => isDone(one) && !justTold.has(one.id);
  const shown = [...all.filter((one) => !isAside(one)), ...all.filter(isAside)];
  const nameOf = (code: string) => classes.find(({ value }) => value === code)?.label ?? code;
  const seen = async (one: Standing) => {
    const label = `${FINDING_WORDS.seen[language]} ${one.name}`;
    // First: the outbox tells of it before it answers.
    justTold.add(one.id);
    const isKept = await keepFinding({ kind: 'seen', componentId: one.id }, [], label);
    if (isKept) toldHere.add(one.id);
    setFull(!isKept);
  };
  return (
    <>
      <p role="status">{round ? t.round(round.name) : t.noRound}</p>
      {isFull ? <Notice tone="danger">{t.full}</Notice> : null}
      {all.length === 0 ? <Empty title={t.listEmpty} /> : <p>{t.left(left.length, all.length)}</p>}
      {all.length > 1 ? <NearFirstBar near={near} /> : null}
      <ul className="gl-register-history">
        {shown.slice(0, MOST_SHOWN + justTold.size).map((one) => (
          <Line
            key={one.id}
            one={one}
            className={nameOf(one.classCode)}
            isDone={isDone(one)}
            isHere={justTold.has(one.id)}
            onSeen={() => void seen(one)}
            onDo={(kind) => onDo({ kind, one })}
          />
        ))}
      </ul>
    </>
  );
}

/** Asked for when it is opened: a phone that walks past a hundred things need not fetch it. */
function Mine() {
  const t = useText(surveyTexts);
  const [isOpen, setOpen] = useState(false);
  const newest = useOutbox().receipts[0]?.id;
  return (
    <details className="gl-mine" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.mine}</summary>
      {isOpen ? <MyFindings asOf={newest ?? ''} /> : null}
    </details>
  );
}

export function FieldSurvey({ useClasses }: FieldSurveyProps) {
  const t = useText(surveyTexts);
  const grids = useMyGrids();
  const [chosen, setChosen] = useState('');
  const [doing, setDoing] = useState<Doing>();
  const gridPath = grids.some(({ value }) => value === chosen) ? chosen : (grids[0]?.value ?? '');
  const classes = useClasses(gridPath.slice(0, 6));
  const end = () => setDoing(undefined);
  return (
    <Page>
      <PageHead title={t.fieldTitle}>{t.fieldWhy}</PageHead>
      {doing ? (
        <FindingForm
          kind={doing.kind}
          classes={classes}
          onDone={end}
          onCancel={end}
          {...(doing.one ? { component: doing.one } : {})}
        />
      ) : (
        <>
          {grids.length > 1 ? (
            <NativeSelect label={t.grid} value={gridPath} choices={grids} onChange={setChosen} />
          ) : null}
          <Button tone="primary" size="large" isWide icon="plus" onClick={() => setDoing({ kind: 'new' })}>
            {t.add}
          </Button>
          <Mine />
          {gridPath === '' ? (
            <Loading lines={4} />
          ) : (
            <StandingList gridPath={gridPath} classes={classes} onDo={setDoing} />
          )}
        </>
      )}
      <OutboxList mostWaiting={2} caseHref={(id) => `/field/cases/${id}`} />
    </Page>
  );
}
