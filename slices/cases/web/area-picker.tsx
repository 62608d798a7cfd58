// Which of the areas I answer for; shown only where there are several. The choice stands in the address.
import { setQuery } from '../../../platform/web/router/router.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { leaderTexts } from './leader-texts.ts';

export interface AreaPickerProps {
  readonly led: readonly string[];
  readonly areaPath: string;
}

export function useAreaName(areaPath: string | undefined): string {
  const language = useSpoken();
  const { data } = useAreaTree(areaPath?.slice(0, 6));
  return areaNames(data, areaPath ?? '', language, 1) ?? '';
}

export function AreaPicker({ led, areaPath }: AreaPickerProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { data } = useAreaTree(areaPath.slice(0, 6));
  if (led.length < 2) return null;
  return (
    <NativeSelect
      label={t.area}
      value={led.includes(areaPath) ? areaPath : ''}
      placeholder={areaNames(data, areaPath, language, 2) ?? areaPath}
      choices={led.map((path) => ({ value: path, label: areaNames(data, path, language, 2) ?? path }))}
      onChange={(path) =>
        setQuery({ area: path === '' ? undefined : path, unit: undefined, stage: undefined })
      }
    />
  );
}
