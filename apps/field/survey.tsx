// The survey of components on the phone: joins what the list of items knows of classes.
import { useSpoken } from '../../ui/words/language.tsx';
import { useItemWords } from '../../slices/catalogue/web/public.ts';
import { FieldSurvey } from '../../slices/components/web/field-survey.tsx';

function useClasses(districtId: string) {
  const language = useSpoken();
  const words = useItemWords(districtId);
  return (words?.items ?? []).flatMap(({ componentClass, name, nameEn }) =>
    componentClass === null || componentClass === undefined
      ? []
      : [{ value: componentClass, label: language === 'zh' ? name : nameEn || name }],
  );
}

export default function Survey() {
  return <FieldSurvey useClasses={useClasses} />;
}
