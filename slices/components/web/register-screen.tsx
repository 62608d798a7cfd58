// The register as a list: by area, class, unit, condition and right, page by page in the order of codes. The
// filters are in the address: a figure opens its list, and a list can be sent on.
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CONDITION_WORDS, CONDITIONS } from '../core/condition.ts';
import { type ComponentFilter, type ListedComponent, MOST_LABELS } from '../core/contract-register.ts';
import { RIGHT_STATES, RIGHT_WORDS } from '../core/rights-work.ts';
import {
  cardHref,
  filterIn,
  type Places,
  useAreaName,
  useRates,
  useRegister,
  useRegisterArea,
  useUnitName,
  useUnits,
} from './register-data.ts';
import { AreaChoice, RegisterFrame } from './register-frame.tsx';
import { RegisterSearch, useSearched } from './register-search.tsx';
import { registerTexts } from './register-texts.ts';

const TONES = { open: 'plain', asked: 'accent', disputed: 'warn', confirmed: 'ok' } as const;

interface FiltersProps {
  readonly filter: ComponentFilter;
  readonly isGone: boolean;
  readonly classNameOf: (classCode: string) => string;
}

function Filters({ filter, isGone, classNameOf }: FiltersProps) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const { data: classes } = useRates(filter.areaPath, 'class');
  const { data } = useUnits(filter.areaPath);
  const units = (data?.units ?? []).map(({ id, name, nameEn }) => ({
    value: id,
    label: language === 'zh' ? name : nameEn || name,
  }));
  return (
    <search className="gl-register-choices">
      <RegisterSearch />
      <AreaChoice areaPath={filter.areaPath} />
      <NativeSelect
        label={t.classCode}
        placeholder={t.all}
        value={filter.classCode ?? ''}
        choices={(classes?.rates ?? []).map(({ key }) => ({ value: key, label: classNameOf(key) }))}
        onChange={(code) => setQuery({ class: code || undefined })}
      />
      <NativeSelect
        label={t.unit}
        placeholder={t.all}
        value={filter.unitId ?? ''}
        choices={[{ value: 'none', label: t.none }, ...units]}
        onChange={(unit) => setQuery({ unit: unit || undefined })}
      />
      <NativeSelect
        label={t.condition}
        placeholder={t.all}
        value={filter.condition ?? ''}
        choices={[
          ...CONDITIONS.map((one) => ({ value: one, label: CONDITION_WORDS[one][language] })),
          { value: 'not_intact', label: t.notIntact },
        ]}
        onChange={(condition) => setQuery({ condition: condition || undefined })}
      />
      <NativeSelect
        label={t.right}
        placeholder={t.all}
        value={filter.right ?? ''}
        choices={RIGHT_STATES.map((one) => ({ value: one, label: RIGHT_WORDS[one][language] }))}
        onChange={(right) => setQuery({ right: right || undefined })}
      />
      <Checkbox
        isChecked={filter.isOutside ?? false}
        onChange={(isOn) => setQuery({ outside: isOn ? '1' : undefined })}
      >
        {t.outside}
      </Checkbox>
      <Checkbox isChecked={isGone} onChange={(isOn) => setQuery({ gone: isOn ? '1' : undefined })}>
        {t.onlyGone}
      </Checkbox>
    </search>
  );
}

interface RowsProps {
  readonly components: readonly ListedComponent[];
  readonly areaPath: string;
  readonly classNameOf: (classCode: string) => string;
}

export function ComponentRows({ components, areaPath, classNameOf }: RowsProps) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const unitName = useUnitName(areaPath);
  const areaName = useAreaName(areaPath);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-register-scroll" aria-label={t.list} tabIndex={0}>
      <table className="gl-register-table">
        <thead>
          <tr>
            {[t.code, t.name, t.classCode, t.grid, t.unit, t.condition, t.right].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {components.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="gl-figures">
                <a href={cardHref(one.id)}>{one.code}</a>
              </th>
              <td>{one.name}</td>
              <td>{classNameOf(one.classCode)}</td>
              <td>{areaName(one.areaPath) ?? t.noGrid}</td>
              <td>{unitName(one.rightUnitId ?? one.maintenanceUnitId ?? one.ownerUnitId) ?? t.none}</td>
              <td>{CONDITION_WORDS[one.condition][language]}</td>
              <td>
                <Badge tone={TONES[one.rightState]}>{RIGHT_WORDS[one.rightState][language]}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Labelled = ComponentFilter & { readonly text?: string };

export function labelsHref({ areaPath, ...filter }: Labelled, language: string): string {
  const said = Object.entries({ areaPath, ...filter, language }).map(([name, value]) => [
    name,
    String(value),
  ]);
  return `/api/components/labels.pdf?${new URLSearchParams(said).toString()}`;
}

function Nothing({ text }: { text: string | undefined }) {
  const t = useText(registerTexts);
  if (text === undefined) return <Empty title={t.empty}>{t.emptyWhy}</Empty>;
  return <Empty title={t.notFound}>{t.notFoundWhy(text)}</Empty>;
}

export function RegisterScreen({ places }: { places: Places }) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const filter = filterIn(useRegisterArea(), query);
  const classNameOf = places.useClassName(filter.areaPath.slice(0, 6));
  const isGone = query.get('gone') === '1';
  const text = useSearched();
  const asked = useRegister(filter, isGone, text);
  const components = asked.data?.pages.flatMap((page) => page.components) ?? [];
  const isMore = asked.hasNextPage;
  const labels = (
    <LinkButton href={labelsHref(text ? { ...filter, text } : filter, language)} isDocument>
      {t.labels}
    </LinkButton>
  );
  return (
    <RegisterFrame
      part="list"
      actions={components.length > 0 && !isGone ? labels : undefined}
      why={t.listWhy}
    >
      <Filters filter={filter} isGone={isGone} classNameOf={classNameOf} />
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending && !asked.error ? <Loading lines={8} /> : null}
      {asked.data && components.length === 0 ? <Nothing text={text} /> : null}
      {components.length > 0 ? (
        <>
          <p role="status">{t.shown(components.length, isMore).replace(/\d+/, (n) => count(Number(n)))}</p>
          {isGone ? null : <p className="gl-muted">{t.labelsWhy(MOST_LABELS)}</p>}
          <ComponentRows components={components} areaPath={filter.areaPath} classNameOf={classNameOf} />
        </>
      ) : null}
      {isMore ? (
        <div className="gl-register-acts">
          <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </RegisterFrame>
  );
}
