// The two lists from the class down to the item, for whoever does not find it by words: the system's own
// pickers, from what the phone keeps.
import { useState } from 'react';
import { NativeSelect, type Choice } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ItemWords, ListedItem } from '../../catalogue/web/public.ts';
import { plainItem } from './field-api.ts';
import type { ChosenItem } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';

/** Items under an entry: those of the class, or of one of its subclasses. */
export const itemsUnder = (
  words: ItemWords,
  classCode: string,
  subclassCode: string,
): readonly ListedItem[] =>
  words.items.filter(
    (item) => item.classCode === classCode && (subclassCode === '' || item.subclassCode === subclassCode),
  );

export interface FieldClassesProps {
  readonly items: ItemWords | undefined;
  readonly onChoose: (item: ChosenItem) => void;
}

export function FieldClasses({ items, onChoose }: FieldClassesProps) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const [classCode, setClass] = useState('');
  const [subclassCode, setSubclass] = useState('');
  if (!items) return <p className="gl-quiet">{t.noList}</p>;
  const choices = (of: readonly ChosenItem[]): Choice[] =>
    of.map((one) => ({ value: one.code, label: language === 'zh' ? one.name : one.nameEn || one.name }));
  const classes = items.entries.filter((entry) => entry.level === 'class');
  const subclasses = items.entries.filter((entry) => entry.parentCode === classCode);
  const found = classCode === '' ? [] : itemsUnder(items, classCode, subclassCode);
  return (
    <div className="gl-classes">
      <NativeSelect
        label={t.classLabel}
        value={classCode}
        placeholder={t.pick}
        choices={choices(classes)}
        onChange={(code) => {
          setClass(code);
          setSubclass('');
        }}
      />
      {subclasses.length === 0 ? null : (
        <NativeSelect
          label={t.subclassLabel}
          value={subclassCode}
          placeholder={t.pick}
          choices={choices(subclasses)}
          onChange={setSubclass}
        />
      )}
      {found.length === 0 ? null : (
        <NativeSelect
          label={t.itemLabel}
          value=""
          placeholder={t.pick}
          choices={choices(found)}
          onChange={(code) => {
            const item = items.item(code);
            if (item) onChoose(plainItem(item));
          }}
        />
      )}
    </div>
  );
}
