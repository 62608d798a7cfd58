// By what an area judges: the bands of each indicator, the weights of each scheme, where they come from and
// since when; whoever may, changes them; and every change that was made, with who agreed.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { EditionView, RulesView } from '../core/contract-editions.ts';
import { EditRule } from './edit-rule.tsx';
import { AreaChoice } from './evaluation-choices.tsx';
import { limitsWords } from './figure-details.tsx';
import { useFigureWords, wordsOf } from './figure-parts.tsx';
import type { RuleOf } from './rule-draft.ts';
import { ruleTexts } from './rule-texts.ts';
import { useChoice } from './use-evaluation.ts';
import { useEditions, useRules } from './use-rules.ts';
import './evaluation.css';

type OnEdit = ((of: RuleOf) => void) | undefined;

interface RowProps {
  readonly of: RuleOf;
  readonly told: string;
  readonly onEdit: OnEdit;
}

function RuleRow({ of, told, onEdit }: RowProps) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  const { rule } = of;
  const name = wordsOf(rule, language);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="is-told">{told}</td>
      <td>{rule.source ?? t.house}</td>
      <td className="gl-figures">
        {rule.validFrom} {rule.validTo === null ? null : t.until(rule.validTo)}
      </td>
      {onEdit ? (
        <td>
          <Button size="small" label={t.changeOf(name)} onClick={() => onEdit(of)}>
            {t.change}
          </Button>
        </td>
      ) : null}
    </tr>
  );
}

function RuleTable({
  title,
  what,
  rows,
  onEdit,
}: {
  title: string;
  /** What a rule says, as the head of its column. */
  what: string;
  rows: readonly Omit<RowProps, 'onEdit'>[];
  onEdit: OnEdit;
}) {
  const t = useText(ruleTexts);
  return (
    <Card title={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="gl-evaluation-scroll" aria-label={title} tabIndex={0}>
        <table className="gl-evaluation-table">
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col">{what}</th>
              <th scope="col">{t.source}</th>
              <th scope="col">{t.since}</th>
              {onEdit ? <th scope="col">{t.act}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RuleRow key={row.of.rule.id} {...row} onEdit={onEdit} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Rules({ rules, onEdit }: { rules: RulesView; onEdit: OnEdit }) {
  const t = useText(ruleTexts);
  const { t: words } = useFigureWords();
  const language = useSpoken();
  const nameOf = (id: string): string => {
    const found = rules.indicators.find((one) => one.id === id);
    return found ? wordsOf(found, language) : id;
  };
  return (
    <>
      <RuleTable
        title={t.schemes}
        what={t.weights}
        onEdit={onEdit}
        rows={rules.schemes.map((rule) => ({
          of: { kind: 'scheme', rule },
          told: rule.weights.map(({ indicator, weight }) => `${nameOf(indicator)} ${weight}`).join(' · '),
        }))}
      />
      <RuleTable
        title={t.indicators}
        what={t.bands}
        onEdit={onEdit}
        rows={rules.indicators.map((rule) => ({
          of: { kind: 'indicator', rule },
          told: rule.limits.length === 0 ? t.notJudged : limitsWords(rule, words),
        }))}
      />
    </>
  );
}

function EditionLine({ one, rules }: { one: EditionView; rules: RulesView }) {
  const t = useText(ruleTexts);
  const { t: words } = useFigureWords();
  const language = useSpoken();
  const now = useNow(60_000);
  const indicator = rules.indicators.find(({ id }) => id === one.name);
  const rule = one.kind === 'indicator' ? indicator : rules.schemes.find(({ id }) => id === one.name);
  const told =
    one.limits && indicator
      ? limitsWords({ ...indicator, limits: one.limits }, words)
      : (one.weights ?? [])
          .map(({ indicator: id, weight }) => {
            const found = rules.indicators.find((other) => other.id === id);
            return `${found ? wordsOf(found, language) : id} ${weight}`;
          })
          .join(' · ');
  return (
    <li>
      <strong>{rule ? wordsOf(rule, language) : one.name}</strong>
      <span className="gl-figures">
        {one.validFrom} {one.validTo === null ? null : t.until(one.validTo)}
      </span>
      <span>{told}</span>
      <span>{one.source}</span>
      <span className="gl-quiet">
        {t.editionBy(one.byName, one.secondName, whenWords(fromIso(one.madeAt) ?? 0, now, language))}
      </span>
    </li>
  );
}

function EditionsCard({ rules }: { rules: RulesView }) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  const found = useEditions(rules.areaPath);
  const all = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card title={t.editions}>
      {found.error ? (
        <Failed message={tellError(found.error, language)} onAgain={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <Loading lines={2} /> : null}
      {found.data && all.length === 0 ? <p className="gl-quiet">{t.editionsNone}</p> : null}
      <ul className="gl-evaluation-list">
        {all.map((one) => (
          <EditionLine key={one.id} one={one} rules={rules} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </Card>
  );
}

export function RulesScreen({ backHref }: { backHref: string }) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  const { can } = useSession();
  const choice = useChoice();
  const { areaPath = '' } = choice;
  const asked = useRules(areaPath);
  const [edited, setEdited] = useState<RuleOf>();
  const [isProposed, setProposed] = useState(false);
  const rules = asked.data;
  const proposed = () => {
    setEdited(undefined);
    setProposed(true);
  };
  return (
    <Page>
      <div className="gl-evaluation">
        <PageHead title={t.title}>{t.why}</PageHead>
        <a className="gl-evaluation-way" href={backHref}>
          {t.back}
        </a>
        <AreaChoice choice={choice} />
        {isProposed ? <Notice tone="ok">{t.proposed}</Notice> : null}
        {asked.isError && !rules ? (
          <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
        ) : null}
        {asked.isPending && areaPath !== '' ? <Loading lines={8} /> : null}
        {rules ? <Rules rules={rules} onEdit={can('evaluation.edit') ? setEdited : undefined} /> : null}
        {rules ? <EditionsCard rules={rules} /> : null}
        {rules && edited ? (
          <EditRule of={edited} rules={rules} onClose={() => setEdited(undefined)} onProposed={proposed} />
        ) : null}
      </div>
    </Page>
  );
}
