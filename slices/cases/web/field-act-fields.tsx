// One field of an action on the phone: chips for what can be chosen from what the phone knows, phrases for
// words. Nothing here asks the network.
import { useState } from 'react';
import { fromIso, localDate, toIso } from '../../../kernel/instant.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { FieldError, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { tellLimit } from '../../calendar/core/limit.ts';
import { centresAbove } from '../../people/core/unit-directory.ts';
import { capital } from './action-form.tsx';
import { nameIn } from './case-timeline.tsx';
import type { ActFault } from './field-act.ts';
import { fieldActTexts, MORE_PHRASES } from './field-act-texts.ts';
import {
  colleaguesFor,
  extrasFor,
  REVIEW_DAYS,
  reviewIn,
  superiorsFor,
  unitsBelowFor,
} from './field-choices.ts';
import { FieldPictures } from './field-pictures.tsx';
import { PHRASES } from './field-texts.ts';
import { OfferedPhrases, useOfferedCodes } from './offered-words.tsx';
import { usePhoneWorld } from './phone-world.ts';
import { PushField } from './push-field.tsx';
import { beforeAfter } from './step-words.ts';
import type { ActDrafting } from './use-act-draft.ts';
import type { Ability, AbilityField } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

export interface OneFieldProps {
  readonly of: PhoneCase;
  readonly ability: Ability;
  readonly field: AbilityField;
  readonly drafting: ActDrafting;
  readonly fault: ActFault | undefined;
}

const labelOf = (field: AbilityField, language: Language): string =>
  language === 'zh' ? field.zh : capital(field.en);

function useFaultWords(field: AbilityField, fault: ActFault | undefined): string | undefined {
  const t = useText(fieldActTexts);
  if (fault === undefined) return undefined;
  if (fault === 'photos') return t.needPhotos(field.minimum ?? 1);
  return fault === 'words' ? t.needWords : t.needChoice;
}

function Pictures({ of, ability, field, drafting, fault }: OneFieldProps) {
  const language = useSpoken();
  const isAfter = ability.action === 'feed_back';
  const [before] = isAfter ? beforeAfter(of.view.steps).before : [];
  return (
    <FieldPictures
      label={labelOf(field, language)}
      before={before}
      isAfter={isAfter}
      minimum={Math.max(field.minimum ?? 0, field.isRequired ? 1 : 0, isAfter ? 1 : 0)}
      drafting={drafting}
      error={useFaultWords(field, fault)}
    />
  );
}

function Words({ of, ability, field, drafting, fault }: OneFieldProps) {
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const value = drafting.draft.values[field.name];
  const text = typeof value === 'string' ? value : '';
  const name = `${ability.action} ${field.name}`;
  const phrases = (PHRASES[name] ?? MORE_PHRASES[name])?.[language] ?? [];
  const said = useFaultWords(field, fault);
  return (
    <div className="gl-act-words">
      <OfferedPhrases
        districtId={of.view.areaPath.slice(0, 6)}
        action={ability.action}
        field={field.name}
        value={text}
        standard={phrases}
        onChange={(next) => drafting.set(field.name, next)}
      />
      <TextArea
        label={labelOf(field, language)}
        rows={2}
        maxLength={1_000}
        value={text}
        {...(field.isRequired ? {} : { optional: t.optional })}
        {...(said === undefined ? {} : { error: said })}
        onChange={(next) => drafting.set(field.name, next)}
      />
    </div>
  );
}

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
}

/** Who may be asked, nearest first; all of it is on the phone. */
function useKnownChoices({ of, ability, field }: OneFieldProps): readonly Choice[] {
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const knows = usePhoneWorld();
  if (!knows) return [];
  const { colleagues, directory, actor } = knows;
  if (field.name === 'personId') {
    return colleaguesFor(of.file, colleagues, directory).map(({ personId, name }) => ({
      id: personId,
      value: personId,
      label: name,
    }));
  }
  if (ability.action === 'escalate') {
    return centresAbove(directory, of.file.centreUnitId).map((unit) => ({
      id: unit.id,
      value: unit.id,
      label: nameIn(unit, language),
    }));
  }
  if (ability.action === 'pass_down') {
    return unitsBelowFor(of.file, directory).map((unit) => ({
      id: unit.id,
      value: unit.id,
      label: nameIn(unit, language),
    }));
  }
  return superiorsFor(of.file, actor.posts, directory).map((unit) => {
    const name = nameIn(unit, language);
    const isInCharge = unit.id === of.file.centreUnitId;
    return { id: unit.id, value: unit.id, label: isInCharge ? t.inCharge(name) : name };
  });
}

function useChoices(props: OneFieldProps): readonly Choice[] {
  const { of, ability, field } = props;
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const known = useKnownChoices(props);
  const chosen = props.drafting.draft.values[field.name];
  const codes = useOfferedCodes(of.view.areaPath.slice(0, 6), ability.action, field, chosen);
  if (field.type === 'id') return known;
  if (field.type === 'boolean') {
    const isTaking = ability.action === 'answer_hand_over';
    return [
      { id: 'yes', label: isTaking ? t.taken : t.yes, value: true },
      { id: 'no', label: isTaking ? t.notTaken : t.no, value: false },
    ];
  }
  if (field.type === 'limit') {
    return extrasFor(of.file).map((limit) => {
      const id = `${limit.kind} ${limit.amount}`;
      return { id, value: limit, label: tellLimit(limit, language) };
    });
  }
  if (field.type === 'score')
    return [1, 2, 3, 4, 5].map((n) => ({ id: String(n), label: String(n), value: n }));
  return codes.map(({ value, label }) => ({ id: value, label, value }));
}

const MOST_WITHOUT_SEARCH = 12;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** An empty list is a phone that has not fetched it: that is said, not shown as nobody. */
function NothingKnown({ field }: { field: AbilityField }) {
  const t = useText(fieldActTexts);
  return <Notice tone="warn">{field.name === 'personId' ? t.nobody : t.nobodyAbove}</Notice>;
}

function ChoiceField(props: OneFieldProps) {
  const { field, drafting, fault } = props;
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const [sought, setSought] = useState('');
  const all = useChoices(props);
  const value = drafting.draft.values[field.name];
  const said = useFaultWords(field, fault);
  if (field.type === 'id' && !field.isRequired && all.length < 2) return null;
  if (all.length === 0 && field.type === 'id') return <NothingKnown field={field} />;
  const isLong = all.length > MOST_WITHOUT_SEARCH;
  const chosen = all.find((one) => isSame(one.value, value));
  const shown = isLong
    ? all.filter((one) => one === chosen || one.label.includes(sought.trim())).slice(0, MOST_WITHOUT_SEARCH)
    : all;
  return (
    <div className="gl-act-choice">
      {isLong ? <TextField label={t.findPerson} value={sought} onChange={setSought} /> : null}
      <Chips
        label={labelOf(field, language)}
        choices={shown}
        chosen={chosen?.id}
        onChoose={(id) => drafting.set(field.name, all.find((one) => one.id === id)?.value)}
      />
      {said === undefined ? null : <FieldError>{said}</FieldError>}
    </div>
  );
}

/** Weeks and months by one tap, any other day by the phone's own calendar. */
function DayField({ field, drafting, fault }: OneFieldProps) {
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const said = useFaultWords(field, fault);
  const value = drafting.draft.values[field.name];
  const at = typeof value === 'string' ? fromIso(value) : undefined;
  const days = REVIEW_DAYS.map((n) => ({ id: String(n), label: t.daysOn(n), at: reviewIn(n, now()) }));
  const put = (day: string) => {
    const picked = day === '' ? undefined : fromIso(`${day}T09:00:00+08:00`);
    drafting.set(field.name, picked === undefined ? undefined : toIso(picked));
  };
  return (
    <div className="gl-act-choice">
      <Chips
        label={labelOf(field, language)}
        choices={days}
        chosen={days.find((one) => one.at === at)?.id}
        onChoose={(id) => {
          const found = days.find((one) => one.id === id);
          if (found) drafting.set(field.name, toIso(found.at));
        }}
      />
      <TextField
        type="date"
        label={t.otherDay}
        value={at === undefined ? '' : localDate(at)}
        onChange={put}
        {...(said === undefined ? {} : { error: said })}
      />
    </div>
  );
}

function WhichPush({ fault, ...props }: OneFieldProps) {
  return <PushField {...props} error={useFaultWords(props.field, fault)} />;
}

export function OneField(props: OneFieldProps) {
  const { name, type } = props.field;
  if (name === 'pushSeq') return <WhichPush {...props} />;
  if (type === 'ids') return <Pictures {...props} />;
  if (type === 'text') return <Words {...props} />;
  return type === 'instant' ? <DayField {...props} /> : <ChoiceField {...props} />;
}
