// The card of one thing in the street: code, class, place, condition, and the units that answer for it, with
// their phones. It names units, never persons.
import type { Point } from '../../../kernel/geo.ts';
import { urlOf } from '../../../platform/web/api/api.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useItemWords } from '../../catalogue/web/public.ts';
import { type GridUnit, type Standing, useUnits } from './grid-data.ts';
import { CONDITION_WORDS, gridTexts } from './grid-texts.ts';

/** The name of a class as the list in force has it; its number where the list is not here. */
export function useClassName(districtId: string): (classCode: string) => string {
  const language = useSpoken();
  const words = useItemWords(districtId);
  return (classCode) => {
    const item = words?.items.find(({ componentClass }) => componentClass === classCode);
    return (language === 'zh' ? item?.name : item?.nameEn || item?.name) ?? classCode;
  };
}

export const spacedCode = (code: string): string =>
  [code.slice(0, 6), code.slice(6, 10), code.slice(10)].join(' ');

function UnitWords({ unit }: { unit: GridUnit | undefined }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  if (!unit) return <>{t.unknownUnit}</>;
  const name = language === 'zh' ? unit.name : unit.nameEn || unit.name;
  return (
    <>
      {name}
      {unit.phone === undefined ? null : (
        <a className="gl-grid-call" href={`tel:${unit.phone}`} aria-label={t.call(name)}>
          {unit.phone}
        </a>
      )}
    </>
  );
}

/** The form of a report with this place, or this thing, already on it: see place-asked.ts of intake. */
export function reportHref(of: Point & Partial<Pick<Standing, 'id' | 'name' | 'classCode'>>): string {
  const at = `${of.lon.toFixed(7)},${of.lat.toFixed(7)}`;
  return urlOf('/field/report', { at, component: of.id, name: of.name, class: of.classCode });
}

export interface ComponentCardProps {
  readonly component: Standing;
  readonly areaPath: string;
  /** Where a report of it is written; by default the phone's form. */
  readonly reportHref?: string;
}

export function ComponentCard({ component, areaPath, reportHref: href }: ComponentCardProps) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const classNameOf = useClassName(areaPath.slice(0, 6));
  const { data } = useUnits(areaPath);
  const unitOf = (id: string | null) => data?.units.find((unit) => unit.id === id);
  return (
    <div className="gl-component-card">
      <Facts
        rows={[
          { name: t.code, value: <span className="gl-figures">{spacedCode(component.code)}</span> },
          { name: t.kind, value: classNameOf(component.classCode) },
          { name: t.state, value: CONDITION_WORDS[component.condition][language] },
          {
            name: t.place,
            value: (
              <span className="gl-figures">
                {component.lon.toFixed(5)}, {component.lat.toFixed(5)}
              </span>
            ),
          },
          { name: t.department, value: <UnitWords unit={unitOf(component.competentUnitId)} /> },
          { name: t.owner, value: <UnitWords unit={unitOf(component.ownerUnitId)} /> },
          { name: t.maintainer, value: <UnitWords unit={unitOf(component.maintenanceUnitId)} /> },
        ]}
      />
      <LinkButton tone="primary" icon="camera" isWide href={href ?? reportHref(component)}>
        {t.reportThis}
      </LinkButton>
    </div>
  );
}
