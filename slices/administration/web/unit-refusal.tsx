// Why a unit is not changed or closed, and the open cases that stand in the way.
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { placeTexts } from './place-texts.ts';

export function UnitRefusal({ error, unitId }: { error: unknown; unitId: string | undefined }) {
  const [t, language] = [useText(placeTexts), useSpoken()];
  if (!error) return null;
  const isNeeded = unitId !== undefined && isRefused(error, 'people.unit_needed');
  return (
    <Notice tone="danger">
      {tellError(error, language)}
      {isNeeded ? <a href={`/command/cases?unitId=${unitId}&state=open`}>{t.openCases}</a> : null}
    </Notice>
  );
}
