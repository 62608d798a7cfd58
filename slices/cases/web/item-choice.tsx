// The item of a case before dispatch: what was reported or chosen, suggestions from the words, and a
// search over the whole list. Suggestions carry the keys 1 to 5.
import { useState } from 'react';
import { useHasSingleKeys } from '../../../platform/web/keys/single-keys.ts';
import { Button } from '../../../ui/button/button.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { Picker } from '../../../ui/picker/picker.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { caseTexts } from './case-texts.ts';
import type { DecisionDraft } from './decision-draft.ts';
import { deskTexts } from './desk-texts.ts';
import { useItemOptions } from './find-options.ts';
import { formTexts } from './form-texts.ts';
import { useCap } from './key-caps.tsx';
import type { CaseView } from './use-cases.ts';

export const MOST_SUGGESTED = 5;

/** The likeliest items for the words of the case, best first. */
export function useSuggestedItems(of: CaseView | undefined) {
  const words = of?.description.slice(0, 200) ?? '';
  return useItemOptions(of?.areaPath.slice(0, 6) ?? '', words, words !== '').options.slice(0, MOST_SUGGESTED);
}

export interface ItemChoiceProps {
  readonly of: CaseView;
  readonly draft: DecisionDraft;
  readonly onDraft: (change: Partial<DecisionDraft>) => void;
  /** Accepted already: the item stands. */
  readonly isFixed: boolean;
  /** The whole list is being searched. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function Suggestions({ of, draft, onDraft }: Pick<ItemChoiceProps, 'of' | 'draft' | 'onDraft'>) {
  const t = useText(deskTexts);
  const suggested = useSuggestedItems(of);
  const chosen = draft.item?.id ?? of.itemCode;
  const hasSingle = useHasSingleKeys();
  const digitOf = (index: number) => (hasSingle ? String(index + 1) : '');
  if (suggested.length === 0) return null;
  return (
    <>
      <p className="gl-muted">{t.suggested}</p>
      <p className="gl-item-suggested">
        {suggested.map((option, index) => (
          <Button
            key={option.id}
            size="small"
            aria-pressed={option.id === chosen}
            shortcut={digitOf(index)}
            onClick={() => onDraft({ item: option.id === of.itemCode ? undefined : option })}
          >
            {option.label} <KeyHint keys={[digitOf(index)]} />
          </Button>
        ))}
      </p>
    </>
  );
}

export function ItemChoice(props: ItemChoiceProps) {
  const { of, draft, onDraft, isFixed, isOpen, onOpen } = props;
  const cap = useCap()('item') ?? '';
  const t = useText(deskTexts);
  const words = useText(caseTexts);
  const form = useText(formTexts);
  const language = useSpoken();
  const [text, setText] = useState('');
  const found = useItemOptions(of.areaPath.slice(0, 6), text, isOpen);
  const name = draft.item?.label ?? itemName(of, language);
  return (
    <section className="gl-item-choice" aria-label={t.item}>
      <p className="gl-item-name">
        <span>{t.item}</span> <strong>{name ?? words.noItem}</strong>
        {isFixed || isOpen ? null : (
          <Button size="small" tone="quiet" shortcut={cap} onClick={() => onOpen(true)}>
            {t.change} <KeyHint keys={[cap]} />
          </Button>
        )}
      </p>
      {isOpen ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the search of its one input
        <div
          onKeyDown={(event) =>
            event.key === 'Escape' && !event.nativeEvent.isComposing ? onOpen(false) : undefined
          }
        >
          <Picker
            label={<span className="gl-unseen">{t.item}</span>}
            placeholder={form.searchItem}
            value={null}
            autoFocus
            options={found.options}
            isBusy={found.isBusy}
            onSearch={setText}
            onChange={(item) => {
              onDraft({ item: item ?? undefined });
              onOpen(false);
            }}
          />
        </div>
      ) : null}
      {isFixed || (of.itemCode !== null && draft.item === undefined && !isOpen) ? null : (
        <Suggestions {...props} />
      )}
    </section>
  );
}
