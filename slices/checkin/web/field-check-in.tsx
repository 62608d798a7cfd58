// The page of the check-in on the phone: what is collected, who sees it, until when; my own entries and
// who has looked; and the one button. A position is taken only with the tap, only if it was ticked.
import { useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { PocketFull } from '../../../platform/web/outbox/device-db.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { roughAccuracy, roughPoint } from '../core/check-in-task.ts';
import { CHECK_IN_PATH, runsAt } from './check-in-strip.tsx';
import { checkInTexts } from './check-in-texts.ts';
import { type MyTask, useMyTasks } from './use-check-in.ts';
import './check-in.css';

interface Place {
  readonly point: { readonly lon: number; readonly lat: number };
  readonly accuracyMetres: number;
}

const WAIT_AT_MOST = 10 * SECOND;

/** Rounded on the phone already: the fine position never leaves it. Undefined where none is found. */
const takePlace = (): Promise<Place | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(undefined);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          point: roughPoint({ lon: coords.longitude, lat: coords.latitude }),
          accuracyMetres: roughAccuracy(coords.accuracy),
        }),
      () => resolve(undefined),
      { enableHighAccuracy: false, timeout: WAIT_AT_MOST, maximumAge: 60 * SECOND },
    );
  });

function CheckIn({ task }: { task: MyTask }) {
  const t = useText(checkInTexts);
  const [hasPlace, setHasPlace] = useState(false);
  const [words, setWords] = useState('');
  const [state, setState] = useState<'idle' | 'finding' | 'no_place' | 'full'>('idle');
  const checkIn = async () => {
    setState(hasPlace ? 'finding' : 'idle');
    const place = hasPlace ? await takePlace() : undefined;
    if (hasPlace && !place) {
      setState('no_place');
      return;
    }
    const said = words.trim();
    const entry = {
      id: newIntent(),
      label: `${t.checkIn} ${task.name}`.slice(0, 40),
      url: `/api/check-in/tasks/${task.id}/entries`,
      body: { ...place, ...(said === '' ? {} : { words: said }) },
      pictures: [],
    };
    try {
      await outbox.add(entry);
    } catch (error) {
      if (!(error instanceof PocketFull)) throw error;
      setState('full');
      return;
    }
    setWords('');
    setState('idle');
  };
  return (
    <div className="gl-check-in">
      <TextField label={t.words} optional={t.optional} maxLength={200} value={words} onChange={setWords} />
      <Checkbox isChecked={hasPlace} onChange={setHasPlace}>
        {t.withMyPlace}
      </Checkbox>
      {state === 'full' ? <Notice tone="danger">{t.full}</Notice> : null}
      {state === 'no_place' ? <Notice tone="warn">{t.noPlace}</Notice> : null}
      <Button
        size="large"
        tone="primary"
        isWide
        icon="check"
        isBusy={state === 'finding'}
        onClick={() => void checkIn()}
      >
        {state === 'finding' ? t.finding : t.checkIn}
      </Button>
    </div>
  );
}

function Entries({ task, now }: { task: MyTask; now: Instant }) {
  const t = useText(checkInTexts);
  return (
    <Card title={t.mine}>
      {task.entries.length === 0 ? <p className="gl-quiet">{t.noneMine}</p> : null}
      <ol className="gl-check-in-list">
        {task.entries.map(({ id, at, lon, lat, accuracyMetres, words }) => (
          <li key={id}>
            <When at={fromIso(at) ?? now} now={now} />
            <span>
              {lon === null || lat === null ? t.withoutPlace : t.withPlace(lon, lat, accuracyMetres ?? 100)}
            </span>
            {words === '' ? null : <span>{words}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Looks({ task, now }: { task: MyTask; now: Instant }) {
  const t = useText(checkInTexts);
  return (
    <Card title={t.looks}>
      {task.looks.length === 0 ? <p className="gl-quiet">{t.noLooks}</p> : null}
      <ol className="gl-check-in-list">
        {task.looks.map(({ name, at, purpose }) => (
          <li key={`${name} ${at}`}>
            <When at={fromIso(at) ?? now} now={now} />
            <span>{t.looked(name, purpose)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Task({ task, now }: { task: MyTask; now: Instant }) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(task.areaPath.slice(0, 6));
  const isRunning = runsAt(task, now);
  const [from, until, forgotten] = [task.startsAt, task.endsAt, task.forgottenAt].map(
    (iso) => fromIso(iso) ?? now,
  ) as [Instant, Instant, Instant];
  return (
    <>
      <Card
        title={task.name}
        aside={<Badge tone={isRunning ? 'accent' : 'plain'}>{isRunning ? t.running : t.ended}</Badge>}
      >
        {isRunning ? <CheckIn task={task} /> : null}
        <Facts
          rows={[
            { name: t.kind, value: t[task.kind] },
            { name: t.reason, value: task.reason },
            { name: t.begunBy, value: [task.begunByUnit, task.begunBy].join(' ') },
            { name: t.area, value: areaNames(tree, task.areaPath, language, 2) ?? task.areaPath },
            { name: t.from, value: <When at={from} now={now} /> },
            { name: t.until, value: <When at={until} now={now} /> },
            { name: t.collected, value: t.collectedWhat },
            { name: t.seenBy, value: t.seenByWhom },
            {
              name: t.forgotten,
              value: (
                <>
                  {t.forgottenWhen} · <When at={forgotten} now={now} />
                </>
              ),
            },
          ]}
        />
      </Card>
      <Entries task={task} now={now} />
      <Looks task={task} now={now} />
    </>
  );
}

export default function FieldCheckIn() {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const now = useNow(30_000);
  const { data, error, refetch } = useMyTasks(true);
  const tasks = data?.tasks ?? [];
  return (
    <div className="gl-check-in-page">
      {tasks.length === 0 ? null : <PageHead title={t.title} />}
      <OutboxList caseHref={() => CHECK_IN_PATH} />
      {tasks.map((task) => (
        <Task key={task.id} task={task} now={now} />
      ))}
      {data && tasks.length === 0 ? (
        <Empty icon="check" title={<h1>{t.none}</h1>}>
          {t.noneWhy}
        </Empty>
      ) : null}
      {!data && error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
    </div>
  );
}
