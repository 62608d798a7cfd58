// Which kind of matter it is: likely items for the person's own words, one tap each, and always the way
// out for whoever does not know. Native radio buttons; what was chosen stays although the words change.
import { useQuery } from '@tanstack/react-query';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { reportDraft } from './draft-store.ts';
import { suggestItems } from './report-api.ts';
import type { ChosenItem, Draft } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';

const ASK_AFTER_MS = 400;
const LEAST_CHARACTERS = 2;
const UNSURE = 'unsure';

function Option({ draft, item }: { draft: Draft; item: ChosenItem | typeof UNSURE }) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const isChosen =
    item === UNSURE
      ? draft.item === UNSURE
      : draft.item !== null && draft.item !== UNSURE && draft.item.code === item.code;
  return (
    <label className="gl-kind">
      <input
        type="radio"
        name="kind"
        checked={isChosen}
        onChange={() => reportDraft.tell({ kind: 'item_chosen', item })}
      />
      <span>{item === UNSURE ? t.unsure : language === 'en' ? item.nameEn : item.name}</span>
    </label>
  );
}

export function ItemChoice({ draft }: { draft: Draft }) {
  const t = useText(reportTexts);
  const words = useRested(draft.description.trim(), ASK_AFTER_MS);
  const districtId = draft.place?.located?.districtId;
  const isAsked = words.length >= LEAST_CHARACTERS;
  const { data } = useQuery({
    queryKey: ['suggest-item', districtId, words],
    queryFn: () => suggestItems(words, districtId),
    enabled: isAsked,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const found = isAsked ? (data ?? []) : [];
  const chosen = draft.item === null || draft.item === UNSURE ? undefined : draft.item;
  const isListed = found.some((one) => one.code === chosen?.code);
  const shown = chosen && !isListed ? [chosen, ...found] : found;
  return (
    <fieldset className="gl-kinds">
      <legend>
        {t.kind}
        <span className="gl-field-optional">{t.optional}</span>
      </legend>
      <p className="gl-field-help">{isAsked ? t.kindHelp : t.kindWaits}</p>
      <p className="gl-unseen" role="status">
        {isAsked && data ? t.suggestions(found.length) : ''}
      </p>
      {shown.map((item) => (
        <Option key={item.code} draft={draft} item={item} />
      ))}
      <Option draft={draft} item={UNSURE} />
    </fieldset>
  );
}
