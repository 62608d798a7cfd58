// People and posts: found by name, login or number, by role and place; where nobody is; and what can be
// done to each.
import { useState } from 'react';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { ROLES } from '../../../kernel/rights.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import type { RosterPerson, RosterPost } from '../../people/core/contract-staff.ts';
import { ADMIN_BASE, AdminFrame, AreaChoice } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { EndForm, PasswordForm, PersonForm, PostForm } from './person-forms.tsx';
import { Told } from './told.tsx';
import { useAdminArea, useGaps, useRoster, type Waiting } from './use-admin.ts';

type Doing =
  | { readonly act: 'edit' | 'post' | 'password' | 'leave'; readonly person: RosterPerson }
  | { readonly act: 'end'; readonly person: RosterPerson; readonly post: RosterPost }
  | { readonly act: 'add' };

const orNone = (text: string): string | undefined => (text === '' ? undefined : text);

function Forms({
  doing,
  areaPath,
  onClose,
  onDone,
}: {
  doing: Doing | undefined;
  areaPath: string;
  onClose: () => void;
  onDone: (waiting: Waiting) => void;
}) {
  const ways = { onClose, onDone };
  switch (doing?.act) {
    case undefined:
      return null;
    case 'add':
      return <PersonForm {...ways} areaPath={areaPath} />;
    case 'edit':
      return <PersonForm {...ways} areaPath={areaPath} person={doing.person} />;
    case 'post':
      return <PostForm {...ways} person={doing.person} />;
    case 'password':
      return <PasswordForm {...ways} person={doing.person} />;
    case 'leave':
      return <EndForm {...ways} person={doing.person} />;
    case 'end':
      return <EndForm {...ways} person={doing.person} post={doing.post} />;
  }
}

function PostLine({ post, onEnd }: { post: RosterPost; onEnd: (() => void) | undefined }) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(post.areaPath.slice(0, 6));
  return (
    <li>
      <Badge tone={post.isInForce ? 'accent' : 'plain'}>{ROLE_WORDS[post.role][language]}</Badge>
      <span>{language === 'zh' ? post.unitName : post.unitNameEn || post.unitName}</span>
      <span>{areaNames(tree, post.areaPath, language, 3) ?? post.areaPath}</span>
      <span className="gl-figures">
        {post.fromDate} – {post.toDate ?? t.forever}
        {post.isInForce ? '' : ` · ${t.future}`}
      </span>
      {onEnd ? (
        <Button size="small" tone="quiet" onClick={onEnd}>
          {t.endPost}
        </Button>
      ) : null}
    </li>
  );
}

function PersonCard({ person, onDo }: { person: RosterPerson; onDo: (doing: Doing) => void }) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(person.areaPath.slice(0, 6));
  const isHere = person.state === 'active';
  return (
    <Card title={person.name} aside={isHere ? null : <Badge>{t.left}</Badge>}>
      <p className="gl-admin-facts">
        <span>{person.login ?? t.noLogin}</span>
        <span className="gl-figures">{person.phoneMasked ?? t.noPhone}</span>
        <span>{areaNames(tree, person.areaPath, language, 2) ?? person.areaPath}</span>
        <a href={`${ADMIN_BASE}/changes?subjectId=${person.id}`}>{t.record}</a>
      </p>
      <ul className="gl-admin-posts">
        {person.posts.length === 0 ? <li>{t.noPosts}</li> : null}
        {person.posts.map((post) => (
          <PostLine
            key={post.id}
            post={post}
            onEnd={isHere ? () => onDo({ act: 'end', person, post }) : undefined}
          />
        ))}
      </ul>
      {isHere ? (
        <div className="gl-admin-acts">
          <Button size="small" icon="plus" onClick={() => onDo({ act: 'post', person })}>
            {t.givePost}
          </Button>
          <Button size="small" onClick={() => onDo({ act: 'edit', person })}>
            {t.edit}
          </Button>
          <Button size="small" onClick={() => onDo({ act: 'password', person })}>
            {t.password}
          </Button>
          <Button size="small" tone="quiet" onClick={() => onDo({ act: 'leave', person })}>
            {t.leave}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function Gaps({ areaPath }: { areaPath: string }) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const { data } = useGaps(areaPath);
  if (!data) return null;
  if (data.grids.length + data.units.length === 0) return <Notice tone="ok">{t.noGaps}</Notice>;
  return (
    <section className="gl-admin-gaps" aria-label={t.gaps}>
      {data.grids.length === 0 ? null : (
        <details>
          <summary>{t.gridsWithout(data.grids.length)}</summary>
          <ul>
            {data.grids.map((grid) => (
              <li key={grid.areaPath}>{grid.name}</li>
            ))}
          </ul>
        </details>
      )}
      {data.units.length === 0 ? null : (
        <details>
          <summary>{t.unitsWithout(data.units.length)}</summary>
          <ul>
            {data.units.map((unit) => (
              <li key={unit.id}>{language === 'zh' ? unit.name : unit.nameEn || unit.name}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What is searched for may be a number, and stays out of the address. */
function useChoice() {
  const { query } = useRoute();
  const areaPath = useAdminArea();
  const [words, setWords] = useState('');
  const role = query.get('role') ?? undefined;
  const state = query.get('state') === 'left' ? 'left' : undefined;
  const hasNoPost = query.get('noPost') === 'yes' ? true : undefined;
  const personId = query.get('person') ?? undefined;
  const unitId = query.get('unit') ?? undefined;
  return {
    words,
    setWords,
    choice: { areaPath, personId, unitId, words: orNone(words.trim()), role, state, hasNoPost },
  };
}

function Choices({ words, setWords, choice }: ReturnType<typeof useChoice>) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const { words: said, role, state, hasNoPost, personId, unitId } = choice;
  const isNarrowed = Boolean(said ?? role ?? state ?? hasNoPost ?? personId ?? unitId);
  const clear = () => {
    setWords('');
    setQuery({ role: undefined, state: undefined, noPost: undefined, person: undefined, unit: undefined });
  };
  return (
    <search className="gl-admin-choices">
      <TextField
        type="search"
        label={t.search}
        placeholder={t.searchHelp}
        maxLength={50}
        value={words}
        onChange={setWords}
      />
      <AreaChoice />
      <NativeSelect
        label={t.role}
        value={choice.role ?? ''}
        placeholder={t.allRoles}
        choices={ROLES.map((value) => ({ value, label: ROLE_WORDS[value][language] }))}
        onChange={(role) => setQuery({ role: orNone(role) })}
      />
      <NativeSelect
        label={t.state}
        value={choice.state ?? 'active'}
        choices={[
          { value: 'active', label: t.active },
          { value: 'left', label: t.left },
        ]}
        onChange={(state) => setQuery({ state: state === 'left' ? 'left' : undefined })}
      />
      <Checkbox
        isChecked={choice.hasNoPost === true}
        onChange={(is) => setQuery({ noPost: is ? 'yes' : undefined })}
      >
        {t.noPost}
      </Checkbox>
      {isNarrowed ? (
        <Button icon="close" onClick={clear}>
          {t.clear}
        </Button>
      ) : null}
    </search>
  );
}

function OfOneUnit() {
  const t = useText(adminTexts);
  return (
    <Notice>
      {t.ofOneUnit} <a href={`${ADMIN_BASE}/units`}>{t.toUnits}</a>
    </Notice>
  );
}

export default function PeopleScreen() {
  const t = useText(adminTexts);
  const language = useSpoken();
  const chosen = useChoice();
  const { areaPath } = chosen.choice;
  const [doing, setDoing] = useState<Doing>();
  const [told, setTold] = useState<Waiting>();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRoster(chosen.choice);
  const people = data?.pages.flatMap((page) => page.people);
  const onDone = (waiting: Waiting) => {
    setDoing(undefined);
    setTold(waiting);
  };
  const actions = (
    <>
      <LinkButton href={`/api/people/export/xlsx?areaPath=${areaPath}&language=${language}`} isDocument>
        {t.exportXlsx}
      </LinkButton>
      <LinkButton href={`${ADMIN_BASE}/import`}>{t.import}</LinkButton>
      <Button tone="primary" icon="plus" onClick={() => setDoing({ act: 'add' })}>
        {t.add}
      </Button>
    </>
  );
  return (
    <AdminFrame part="people" why={t.peopleWhy} actions={actions}>
      <Choices {...chosen} />
      <Told waiting={told} />
      {chosen.choice.unitId === undefined ? null : <OfOneUnit />}
      <Gaps areaPath={areaPath} />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!people && !error ? <Loading lines={6} /> : null}
      {people?.length === 0 ? (
        <Empty icon="person" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <section className="gl-admin-list" aria-label={t.list}>
        {people?.map((person) => (
          <PersonCard key={person.id} person={person} onDo={setDoing} />
        ))}
        {hasNextPage ? (
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.more}
          </Button>
        ) : null}
      </section>
      <Forms doing={doing} areaPath={areaPath} onClose={() => setDoing(undefined)} onDone={onDone} />
    </AdminFrame>
  );
}
