// The people of the chosen grid: one head, and three kinds beside; who is missing is said. A post is given
// and ended by the same forms as everywhere in administration. Grids without a head are named.
import { useState } from 'react';
import type { Role } from '../../../kernel/rights.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { nodeAt, useAreaTree } from '../../areas/web/public.ts';
import type { RosterPerson, RosterPost } from '../../people/core/contract-staff.ts';
import { ADMIN_BASE } from './admin-frame.tsx';
import { namedIn } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { membersTexts } from './members-texts.ts';
import { EndForm, PostForm } from './person-forms.tsx';
import { Chosen } from './tool-form.tsx';
import { Told } from './told.tsx';
import { useAdminArea, useGaps, useRoster, type Waiting } from './use-admin.ts';
import { boxOfAreas } from './use-grids.ts';

/** One head and three kinds. */
const MEMBERS = ['grid_head', 'guide', 'assistant', 'participant'] as const satisfies readonly Role[];
type Member = (typeof MEMBERS)[number];

interface Held {
  readonly person: RosterPerson;
  readonly post: RosterPost;
}

/** Posts of the grid itself, not of what lies above. */
export const heldIn = (people: readonly RosterPerson[], areaPath: string, role: Member): readonly Held[] =>
  people.flatMap((person) =>
    person.posts
      .filter((post) => post.role === role && post.areaPath === areaPath)
      .map((post) => ({ person, post })),
  );

function Holder({ held, onEnd }: { held: Held; onEnd: (held: Held) => void }) {
  const t = useText(membersTexts);
  const { person, post } = held;
  return (
    <li>
      <a href={`${ADMIN_BASE}?person=${person.id}`}>{person.name}</a>{' '}
      {post.isInForce ? null : <span className="gl-muted">{t.from(post.fromDate)} </span>}
      {post.toDate === null ? null : <span className="gl-muted">{t.until(post.toDate)} </span>}
      <Button size="small" tone="quiet" onClick={() => onEnd(held)}>
        {t.end(person.name)}
      </Button>
    </li>
  );
}

interface ChooseProps {
  readonly role: Member;
  readonly onClose: () => void;
  readonly onChoose: (person: RosterPerson) => void;
}

function ChoosePerson({ role, onClose, onChoose }: ChooseProps) {
  const t = useText(membersTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const asked = words.trim() === '' ? undefined : words.trim();
  const { data, error } = useRoster({ areaPath: useAdminArea(), words: asked, state: 'active' });
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Dialog isOpen onClose={onClose} title={t.appoint(ROLE_WORDS[role][language])}>
      <TextField
        type="search"
        label={t.person}
        help={t.personHelp}
        maxLength={50}
        value={words}
        onChange={setWords}
      />
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      {!data && !error ? <Loading lines={3} /> : null}
      {data && people.length === 0 ? <p>{t.nobodyFound}</p> : null}
      <ul className="gl-bench-rows">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => onChoose(person)}>
              {person.name} <span className="gl-muted">{person.login}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type Doing =
  | { readonly act: 'choose'; readonly role: Member }
  | { readonly act: 'give'; readonly role: Member; readonly person: RosterPerson }
  | { readonly act: 'end'; readonly held: Held };

function Members({ path }: { path: string }) {
  const t = useText(membersTexts);
  const language = useSpoken();
  const [doing, setDoing] = useState<Doing>();
  const [told, setTold] = useState<Waiting>();
  const { data, error, refetch } = useRoster({ areaPath: path });
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  const ways = {
    onClose: () => setDoing(undefined),
    onDone: (waiting: Waiting) => {
      setDoing(undefined);
      setTold(waiting);
    },
  };
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  return (
    <>
      <Told waiting={told} />
      {MEMBERS.map((role) => {
        const held = heldIn(people, path, role);
        return (
          <section key={role}>
            <h2>{ROLE_WORDS[role][language]}</h2>
            {held.length === 0 ? <p>{t.nobody}</p> : null}
            <ul>
              {held.map((one) => (
                <Holder key={one.post.id} held={one} onEnd={() => setDoing({ act: 'end', held: one })} />
              ))}
            </ul>
            <Button size="small" onClick={() => setDoing({ act: 'choose', role })}>
              {t.appoint(ROLE_WORDS[role][language])}
            </Button>
          </section>
        );
      })}
      {doing?.act === 'choose' ? (
        <ChoosePerson
          role={doing.role}
          onClose={ways.onClose}
          onChoose={(person) => setDoing({ act: 'give', role: doing.role, person })}
        />
      ) : null}
      {doing?.act === 'give' ? (
        <PostForm {...ways} person={doing.person} at={{ areaPath: path, role: doing.role }} />
      ) : null}
      {doing?.act === 'end' ? (
        <EndForm {...ways} person={doing.held.person} post={doing.held.post} />
      ) : null}
    </>
  );
}

/** Of what is in force: nobody can head a grid that is not. */
function Headless({
  bench,
  grids,
  districtId,
}: Pick<ToolProps, 'bench' | 'grids'> & { districtId: string }) {
  const t = useText(membersTexts);
  const { data } = useGaps(districtId);
  if (!data) return null;
  if (data.grids.length === 0) return <p>{t.noGaps}</p>;
  return (
    <details>
      <summary>{t.without(data.grids.length)}</summary>
      <ul className="gl-bench-rows">
        {data.grids.map(({ areaPath, name }) => (
          <li key={areaPath}>
            <button
              type="button"
              onClick={() => bench.set({ chosen: [areaPath], lookAtBox: boxOfAreas(grids, [areaPath]) })}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function MembersView({ bench, draft, grids }: ToolProps) {
  const [t, b] = [useText(membersTexts), useText(benchTexts)];
  const language = useSpoken();
  const { data: tree } = useAreaTree(draft.districtId);
  const [path] = bench.chosen;
  const isInForce = path !== undefined && nodeAt(tree, path) !== undefined;
  return (
    <>
      <p>{t.why}</p>
      <Headless bench={bench} grids={grids} districtId={useAdminArea()} />
      <Chosen
        names={path === undefined ? '' : namedIn(grids, path, language)}
        hint={b.chooseOne}
        bench={bench}
      />
      {path === undefined || !tree ? null : isInForce ? (
        <Members key={path} path={path} />
      ) : (
        <Notice tone="warn">{t.notInForce}</Notice>
      )}
    </>
  );
}
