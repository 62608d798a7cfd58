// Which things in the street the phone's map and the list below it show: all, or those of one class. From
// what the phone keeps, so that it can be chosen without a network.
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useClassName } from './component-card.tsx';
import { useComponentCounts } from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';

export interface FieldMapClassProps {
  readonly areaPath: string;
  /** Empty: all. */
  readonly chosen: string;
  readonly onChoose: (classCode: string) => void;
}

export function FieldMapClass({ areaPath, chosen, onChoose }: FieldMapClassProps) {
  const t = useText(gridTexts);
  const nameOf = useClassName(areaPath.slice(0, 6));
  const { data } = useComponentCounts(areaPath);
  const classes = data?.classes ?? [];
  if (classes.length < 2) return null;
  const choices = [
    { value: '', label: t.allClasses },
    ...classes.map(({ classCode, total }) => ({
      value: classCode,
      label: `${nameOf(classCode)} ${total}`,
    })),
  ];
  return <NativeSelect label={t.classShown} value={chosen} choices={choices} onChange={onChoose} />;
}
