// The card of one component on the desk: what it is, where, whose, what has happened to it, and the way to
// its cases.
import { MINUTE } from '../../../kernel/duration.ts';
import { useQuery } from '@tanstack/react-query';
import type { Static } from '@sinclair/typebox';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Card, type Fact, Facts } from '../../../ui/card/card.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Condition, CONDITION_WORDS } from '../core/condition.ts';
import type { CardReply } from '../core/contract.ts';
import { RIGHT_WORDS } from '../core/rights-work.ts';
import { CASE_WORDS } from '../core/said-condition.ts';
import { RestoreForm } from './restore-form.tsx';
import { BASE, type Places, useUnitName } from './register-data.ts';
import { RegisterFrame } from './register-frame.tsx';
import { registerTexts } from './register-texts.ts';

type CardView = Static<typeof CardReply>;

const useCard = (id: string) =>
  useQuery({
    queryKey: ['components', 'card', id],
    queryFn: ({ signal }) => api.get<CardView>(`/api/components/${id}`, { signal }),
  });

const present = (rows: readonly (Fact | undefined)[]): readonly Fact[] =>
  rows.filter((row): row is Fact => row !== undefined);

function Whole({ card, places }: { card: CardView; places: Places }) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const unitName = useUnitName(card.districtId);
  const classNameOf = places.useClassName(card.districtId);
  const said = (name: string, value: string | null | undefined): Fact | undefined =>
    value ? { name, value } : undefined;
  const { lon, lat } = card.point;
  return (
    <Card title={t.facts} aside={card.isGone ? <Badge tone="danger">{t.gone}</Badge> : undefined}>
      <Facts
        rows={present([
          { name: t.code, value: <span className="gl-figures">{card.codeWords}</span> },
          said(t.classCode, classNameOf(card.classCode)),
          said(t.condition, CONDITION_WORDS[card.condition][language]),
          said(t.grid, card.areaNames.join(' › ') || t.noGrid),
          {
            name: t.place,
            value: (
              <span className="gl-figures">
                {lon.toFixed(6)}, {lat.toFixed(6)}
              </span>
            ),
          },
          { name: t.department, value: unitName(card.competentUnitId) ?? t.noUnit },
          { name: t.owner, value: unitName(card.ownerUnitId) ?? t.noUnit },
          { name: t.maintainer, value: unitName(card.maintenanceUnitId) ?? t.noUnit },
          said(t.right, RIGHT_WORDS[card.rightState][language]),
          said(t.rightOf, unitName(card.rightUnitId)),
          said(t.rightWords, card.rightWords),
          said(t.external, card.externalCode),
          said(t.monitored, card.monitorPoint),
        ])}
      />
    </Card>
  );
}

/** What a line of history says, in the words of its fields. */
function Told({ data, districtId }: { data: Readonly<Record<string, unknown>>; districtId: string }) {
  const language = useSpoken();
  const t = useText(registerTexts);
  const unitName = useUnitName(districtId);
  const { name, condition, unitId, words, ownerUnitId, maintenanceUnitId } = data;
  const said = [
    typeof name === 'string' ? `${t.name} ${name}` : '',
    typeof condition === 'string'
      ? `${t.condition} ${CONDITION_WORDS[condition as Condition]?.[language] ?? condition}`
      : '',
    typeof unitId === 'string' ? (unitName(unitId) ?? '') : '',
    typeof ownerUnitId === 'string' ? `${t.owner} ${unitName(ownerUnitId) ?? ''}` : '',
    typeof maintenanceUnitId === 'string' ? `${t.maintainer} ${unitName(maintenanceUnitId) ?? ''}` : '',
    typeof words === 'string' ? words : '',
  ].filter((text) => text !== '');
  return said.length === 0 ? null : <p>{said.join(language === 'zh' ? '；' : '; ')}</p>;
}

type Change = CardView['changes'][number];

/** What has happened, as a heading; of a case what it says by it. */
function useKindName(): (change: Change) => string {
  const t = useText(registerTexts);
  return ({ kind, data }) => {
    if (kind !== 'condition') return t[kind];
    const word = CASE_WORDS.find((one) => one === data.word);
    return word === undefined ? t.condition_ : t[word];
  };
}

function History({ card, places }: { card: CardView; places: Places }) {
  const t = useText(registerTexts);
  const now = useNow(MINUTE);
  const kindName = useKindName();
  return (
    <Card title={t.history}>
      <ol className="gl-register-history">
        {card.changes.map((change) => {
          const { seq, data, source, at } = change;
          return (
            <li key={seq}>
              <strong>{kindName(change)}</strong>{' '}
              <span className="gl-muted">
                <When at={at} now={now} /> · {t.historyOf(source)}
              </span>{' '}
              {typeof data.caseId === 'string' ? (
                <a href={places.caseHref(data.caseId)}>{t.toCase}</a>
              ) : null}
              <Told data={data} districtId={card.districtId} />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

export function CardScreen({ places }: { places: Places }) {
  const t = useText(registerTexts);
  const language = useSpoken();
  const { params } = useRoute();
  const id = params.id ?? '';
  const asked = useCard(id);
  const card = asked.data;
  const ways = (
    <>
      <LinkButton href={BASE}>{t.back}</LinkButton>
      <LinkButton href={places.casesHref(id)}>{t.cases}</LinkButton>
    </>
  );
  return (
    <RegisterFrame part="list" actions={ways} why={card?.name}>
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending && !asked.error ? <Loading lines={8} /> : null}
      {card ? (
        <div className="gl-register-cards">
          <Whole card={card} places={places} />
          {card.isGone ? <RestoreForm card={card} /> : null}
          <History card={card} places={places} />
        </div>
      ) : null}
    </RegisterFrame>
  );
}
