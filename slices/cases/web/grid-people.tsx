// Who answers for an area today, by name and post; a number is asked for one at a time, for a purpose that
// goes on record, and hidden again after a minute. Nothing unmasked is kept on the phone.
import { useState } from 'react';
import type { Role } from '../../../kernel/rights.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isWeather, tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Sheet } from '../../../ui/sheet/sheet.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type AreaNode, areaNames } from '../../areas/web/public.ts';
import { type OnDuty, useOnDuty } from './grid-data.ts';
import { CALL_REASONS, gridTexts } from './grid-texts.ts';

interface Unmasked {
  readonly phone: string;
  readonly maskAgainAt: Instant;
}

/** The server takes no shorter purpose than this. */
const LEAST_LETTERS = 4;

function Revealed({ name, unmasked }: { name: string; unmasked: Unmasked }) {
  const t = useText(gridTexts);
  const at = useNow(SECOND);
  if (at >= unmasked.maskAgainAt) return <p role="status">{t.hidden}</p>;
  return (
    <a className="gl-grid-number" href={`tel:${unmasked.phone}`} aria-label={t.call(name)}>
      {unmasked.phone}
    </a>
  );
}

function NumberDialog({ person, onClose }: { person: OnDuty; onClose: () => void }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const [purpose, setPurpose] = useState('');
  const asking = useSend((why: string) =>
    api.post<Unmasked>(`/api/people/${person.personId}/unmask`, { purpose: why }),
  );
  const reasons = CALL_REASONS[language].map((label) => ({ id: label, label }));
  const isReady = Array.from(purpose.trim()).length >= LEAST_LETTERS;
  return (
    <Sheet
      title={`${person.name} ${person.phoneMasked ?? ''}`}
      onClose={onClose}
      actions={
        asking.reply ? null : (
          <Button
            tone="primary"
            isWide
            isBusy={asking.isSending}
            disabled={!isReady}
            onClick={() => void asking.send(purpose.trim())}
          >
            {t.show}
          </Button>
        )
      }
    >
      {asking.reply ? (
        <Revealed name={person.name} unmasked={asking.reply} />
      ) : (
        <>
          <Chips
            label={t.reasons}
            choices={reasons}
            chosen={reasons.find(({ id }) => id === purpose)?.id}
            onChoose={setPurpose}
          />
          <TextArea
            label={t.whyNumber}
            help={t.whyHelp}
            value={purpose}
            maxLength={200}
            onChange={setPurpose}
          />
          {asking.error ? (
            <Notice tone="warn">
              {isWeather(asking.error) ? t.needOnline : tellError(asking.error, language)}
            </Notice>
          ) : null}
        </>
      )}
    </Sheet>
  );
}

function PersonRow({ person, onAsk }: { person: OnDuty; onAsk: (person: OnDuty) => void }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const unit = language === 'zh' ? person.unitName : person.unitNameEn || person.unitName;
  return (
    <div className="gl-grid-person">
      <span>
        <strong>{person.name}</strong> {ROLE_WORDS[person.role][language]}
        <span className="gl-quiet">{unit}</span>
        <span className="gl-quiet gl-figures">{person.phoneMasked ?? t.noNumber}</span>
      </span>
      {person.canUnmask ? (
        <Button size="small" onClick={() => onAsk(person)} label={`${t.showNumber} ${person.name}`}>
          {t.showNumber}
        </Button>
      ) : null}
    </div>
  );
}

/** Those of the grid before those of offices. */
const ROLE_ORDER: readonly Role[] = ['grid_head', 'guide', 'assistant', 'participant', 'inspector'];
const rankOf = ({ role }: OnDuty): number => {
  const at = ROLE_ORDER.indexOf(role);
  return at < 0 ? ROLE_ORDER.length : at;
};

/** The area itself first, then what lies in it, then what lies around it. */
function byArea(
  people: readonly OnDuty[],
  areaPath: string,
): readonly (readonly [string, readonly OnDuty[]])[] {
  const groups = new Map<string, OnDuty[]>();
  for (const person of [...people].sort((a, b) => rankOf(a) - rankOf(b))) {
    groups.set(person.areaPath, [...(groups.get(person.areaPath) ?? []), person]);
  }
  const rank = (path: string) => (path === areaPath ? 0 : path.startsWith(`${areaPath}.`) ? 1 : 2);
  return [...groups].sort(
    ([a], [b]) => rank(a) - rank(b) || (rank(a) === 2 ? b.length - a.length : a < b ? -1 : 1),
  );
}

export function GridPeople({ areaPath, tree }: { areaPath: string; tree: AreaNode | undefined }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const asked = useOnDuty(areaPath);
  const [person, setPerson] = useState<OnDuty>();
  const people = asked.data?.people ?? [];
  return (
    <Card title={t.onDuty} aside={asked.data ? <span className="gl-figures">{people.length}</span> : null}>
      {asked.isPending ? <Loading lines={5} /> : null}
      {asked.error && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.data && people.length === 0 ? (
        <Empty icon="person" title={t.noPeople}>
          {t.noPeopleWhy}
        </Empty>
      ) : null}
      {asked.data?.isMore ? <Notice>{t.moreGrids}</Notice> : null}
      {byArea(people, areaPath).map(([path, group]) => (
        <section key={path} className="gl-grid-group">
          <h3>{areaNames(tree, path, language, 1) ?? path}</h3>
          <ul className="gl-grid-rows">
            {group.map((one) => (
              <li key={one.postId}>
                <PersonRow person={one} onAsk={setPerson} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {person ? <NumberDialog person={person} onClose={() => setPerson(undefined)} /> : null}
    </Card>
  );
}
