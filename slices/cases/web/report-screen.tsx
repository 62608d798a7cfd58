// A report entered by a dispatcher for someone who telephoned, wrote or came by. What is typed is kept
// until it is sent; one sending is one case however often it is pressed.
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import {
  Checkbox,
  FieldError,
  NativeSelect,
  TextArea,
  TextField,
} from '../../../ui/text-field/text-field.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { edgeOf } from '../core/flow.ts';
import { SEVERITIES } from '../core/severity.ts';
import { capital } from './action-form.tsx';
import { useAreaChoices } from './area-choices.ts';
import { useDistrictId } from './case-filters.tsx';
import { useBoundaries } from './case-map.tsx';
import { CHANNEL_CODES, channelWords, codeWords } from '../core/case-words.ts';
import { caseTexts } from './case-texts.ts';
import { bodyFrom, type FormDraft, useFormDraft } from './form-draft.ts';
import { formTexts } from './form-texts.ts';
import { ItemField } from './found-fields.tsx';
import { pageTexts } from './page-texts.ts';
import { PointField, ReporterField } from './plain-fields.tsx';
import { type AbilityField, type Acted, type Body, CASES_KEY, report } from './use-cases.ts';
import './case-parts.css';
import './case-screen.css';

/** Channels by which a dispatcher takes something in; the others report by themselves. */
const BY_HAND: ReadonlySet<string> = new Set([
  'hotline',
  'police_transfer',
  'department',
  'superior',
  'opinion',
  'video',
  'citizen',
]);
const FIELDS: readonly AbilityField[] = (edgeOf(standardFlow, 'report')?.carries ?? []).map(
  ({ name, type, zh, en, isRequired }) => ({ name, type, zh, en, isRequired }),
);
const fieldNamed = (name: string): AbilityField =>
  FIELDS.find((field) => field.name === name) ?? {
    name,
    type: 'text',
    zh: name,
    en: name,
    isRequired: false,
  };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const pointOf = (value: unknown): Point | undefined => {
  const { lon, lat } = (value ?? {}) as Partial<Point>;
  return typeof lon === 'number' && typeof lat === 'number' && !Number.isNaN(lon + lat)
    ? { lon, lat }
    : undefined;
};

interface PartProps {
  readonly draft: FormDraft;
  readonly isChecked: boolean;
}

function WhatPart({ draft: { values, set }, isChecked }: PartProps) {
  const t = useText(pageTexts);
  const form = useText(formTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const districtId = useDistrictId();
  const channels = CHANNEL_CODES.filter((code) => BY_HAND.has(code));
  const missing = isChecked && textOf(values['description']).trim() === '' ? { error: t.wordsMissing } : {};
  return (
    <div>
      <NativeSelect
        label={t.channel}
        value={textOf(values['channel'])}
        onChange={(value) => set('channel', value)}
        choices={channels.map((code) => ({ value: code, label: channelWords(code, language) }))}
      />
      <TextArea
        label={t.words}
        rows={4}
        value={textOf(values['description'])}
        onChange={(value) => set('description', value)}
        maxLength={2_000}
        {...missing}
      />
      <NativeSelect
        label={language === 'zh' ? fieldNamed('severity').zh : capital(fieldNamed('severity').en)}
        value={textOf(values['severity']) || 'normal'}
        onChange={(value) => set('severity', value)}
        choices={SEVERITIES.map((code) => ({ value: code, label: codeWords('severity', code, language) }))}
      />
      <ItemField
        field={fieldNamed('itemCode')}
        label={words.item}
        value={values['itemCode']}
        error={undefined}
        optional={form.optional}
        districtId={districtId}
        onChange={(value) => set('itemCode', value)}
      />
      <ReporterField
        field={fieldNamed('reporter')}
        label={t.reporter}
        value={values['reporter']}
        error={undefined}
        optional={form.optional}
        onChange={(value) => set('reporter', value)}
      />
      {values['reporter'] === undefined ? null : (
        <Checkbox
          isChecked={values['noContact'] === true}
          onChange={(isTicked) => set('noContact', isTicked)}
        >
          {language === 'zh' ? fieldNamed('noContact').zh : capital(fieldNamed('noContact').en)}
        </Checkbox>
      )}
      <p className="gl-muted">{t.reporterHelp}</p>
    </div>
  );
}

interface Named {
  readonly id: string;
  readonly code: string;
  readonly name?: string;
  readonly className?: string;
}

/** A component is named by the code that is written on it. */
function ComponentPart({ draft: { values, set } }: PartProps) {
  const t = useText(pageTexts);
  const form = useText(formTexts);
  const districtId = useDistrictId();
  const code = textOf(values['componentCode']).trim();
  const asked = useQuery({
    queryKey: ['component', districtId, code],
    enabled: code.length >= 4,
    retry: false,
    queryFn: async ({ signal }) => {
      const found = await api.get<Named>('/api/components/by-code', { signal, query: { districtId, code } });
      set('componentId', found.id);
      return found;
    },
  });
  const change = (value: string) => {
    set('componentCode', value);
    set('componentId', undefined);
  };
  const told =
    asked.data && code !== ''
      ? { help: t.componentFound(asked.data.name ?? asked.data.code) }
      : { help: t.componentHelp };
  return (
    <TextField
      label={t.component}
      optional={form.optional}
      value={textOf(values['componentCode'])}
      onChange={change}
      {...told}
      {...(asked.isError && code !== '' ? { error: t.componentNone } : {})}
    />
  );
}

function WherePart({ draft, isChecked }: PartProps) {
  const { values, set } = draft;
  const t = useText(pageTexts);
  const form = useText(formTexts);
  const districtId = useDistrictId();
  const grids = useAreaChoices(districtId, 'grid').filter((one) => one.value.split('.').length === 4);
  const boundaries = useBoundaries(districtId, 'community');
  const point = pointOf(values['point']);
  const located = useQuery({
    queryKey: ['locate', point],
    enabled: point !== undefined,
    retry: false,
    queryFn: ({ signal }) =>
      api.get<{ names: readonly string[] }>('/api/areas/locate', {
        signal,
        query: { lon: point?.lon, lat: point?.lat },
      }),
  });
  const hasPlace = point !== undefined || textOf(values['areaPath']) !== '';
  return (
    <div>
      <div className="gl-report-map">
        <AreaMap
          label={t.place}
          onPinMove={(to) => set('point', to)}
          {...(boundaries.data ? { areas: boundaries.data } : {})}
          {...(point ? { pin: point } : {})}
        />
      </div>
      <p className="gl-muted" role="status">
        {located.data ? t.located(located.data.names.join(' › ')) : located.isError ? t.outside : t.placeHelp}
      </p>
      {isChecked && !hasPlace ? <FieldError>{t.placeMissing}</FieldError> : null}
      <PointField
        field={fieldNamed('point')}
        label={t.place}
        value={values['point']}
        error={undefined}
        optional={undefined}
        onChange={(value) => set('point', value)}
      />
      <NativeSelect
        label={t.grid}
        placeholder={t.anyGrid}
        value={textOf(values['areaPath'])}
        choices={grids}
        onChange={(value) => set('areaPath', value)}
      />
      <TextField
        label={t.address}
        optional={form.optional}
        value={textOf(values['address'])}
        onChange={(value) => set('address', value)}
      />
      <ComponentPart draft={draft} isChecked={isChecked} />
    </div>
  );
}

function Created({
  acted,
  caseHref,
  onAgain,
}: {
  acted: Acted;
  caseHref: (id: string) => string;
  onAgain: () => void;
}) {
  const t = useText(pageTexts);
  return (
    <Notice tone="ok">
      <p>
        <strong>{t.created(acted.number)}</strong>
      </p>
      {acted.publicCode ? (
        <p>
          {t.publicCode}
          <strong className="gl-figures">{acted.publicCode}</strong>
        </p>
      ) : null}
      <p className="gl-action-choices">
        <LinkButton href={caseHref(acted.id)} tone="primary">
          {t.open}
        </LinkButton>
        <Button onClick={onAgain}>{t.another}</Button>
      </p>
    </Notice>
  );
}

const isReady = (values: Body): boolean =>
  textOf(values['description']).trim() !== '' &&
  (pointOf(values['point']) !== undefined || textOf(values['areaPath']) !== '');

/** What a map or a card has put into the address: a thing by its code, and where it stands. */
function askedIn(query: URLSearchParams): Body {
  const [lon, lat] = (query.get('at') ?? '').split(',').map(Number);
  const point = { lon, lat };
  const code = query.get('component') ?? '';
  return {
    ...(/^[0-9]{16}$/.test(code) ? { componentCode: code } : {}),
    ...(query.has('at') && pointOf(point) ? { point } : {}),
  };
}

export function ReportScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(pageTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const draft = useFormDraft('report on behalf', { channel: 'hotline', ...askedIn(query) });
  const [isChecked, setChecked] = useState(false);
  const sending = useSend<Body, Acted>(report, { refresh: [CASES_KEY], onDone: draft.forget });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isReady(draft.values)) return;
    const { point, ...rest } = bodyFrom(FIELDS, draft.values);
    void sending
      .send({ ...rest, ...(pointOf(point) ? { point } : {}) })
      .then((acted) => acted && setChecked(false));
  };
  return (
    <Page>
      <PageHead title={t.reportTitle}>{t.reportWhy}</PageHead>
      {sending.reply && !sending.isSending ? (
        <Created acted={sending.reply} caseHref={caseHref} onAgain={sending.forget} />
      ) : (
        <Form className="gl-action-form" onSubmit={onSubmit} noValidate>
          <div className="gl-report">
            <WhatPart draft={draft} isChecked={isChecked} />
            <WherePart draft={draft} isChecked={isChecked} />
          </div>
          {sending.error ? (
            <Notice tone="danger">
              {isRefused(sending.error, 'areas.outside') ? t.outside : tellError(sending.error, language)}
            </Notice>
          ) : null}
          <div className="gl-form-actions">
            <Button type="submit" tone="primary" size="large" isBusy={sending.isSending}>
              {t.submit}
            </Button>
          </div>
        </Form>
      )}
    </Page>
  );
}
