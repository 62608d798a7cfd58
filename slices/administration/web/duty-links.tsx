// Secret links to calendars: made, shown once, revoked.
import { fromIso, localMinute } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { LinkList } from '../../duty/core/contract.ts';
import { dutyTexts } from './duty-texts.ts';
import { useLinks, useMakeLink, useRevokeLink } from './use-duty.ts';

interface LinkProps {
  readonly name: string;
  /** Null: one's own. */
  readonly unitId: string | null;
  readonly known: LinkList['links'][number] | undefined;
}

function LinkLine({ name, unitId, known }: LinkProps) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const making = useMakeLink();
  const revoking = useRevokeLink(() => making.forget());
  const error = making.error ?? revoking.error;
  const shown = making.reply ? `${window.location.origin}${making.reply.path}` : undefined;
  const made = known ? t.madeBy(known.madeBy, localMinute(fromIso(known.madeAt) ?? 0)) : t.none;
  return (
    <li>
      <strong>{name}</strong>
      <span className="gl-quiet">{made}</span>
      <Button
        size="small"
        label={`${known ? t.renew : t.make} ${name}`}
        isBusy={making.isSending}
        onClick={() => void making.send(unitId)}
      >
        {known ? t.renew : t.make}
      </Button>
      {known ? (
        <Button
          size="small"
          tone="quiet"
          label={`${t.revoke} ${name}`}
          isBusy={revoking.isSending}
          onClick={() => void revoking.send(known.id)}
        >
          {t.revoke}
        </Button>
      ) : null}
      {shown === undefined ? null : (
        <div role="status" className="gl-duty-link">
          <TextField
            label={`${t.link} ${name}`}
            help={t.once}
            readOnly
            value={shown}
            onChange={() => undefined}
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
    </li>
  );
}

/** One's own turns alone, for whoever stands in a rota. */
export function OwnDutyLink() {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const { data, error, refetch } = useLinks();
  return (
    <Card title={t.links}>
      <p className="gl-quiet">{t.linksWhy}</p>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {data ? (
        <ul className="gl-duty-own">
          <LinkLine name={t.mine} unitId={null} known={data.links.find(({ kind }) => kind === 'person')} />
        </ul>
      ) : null}
    </Card>
  );
}

export function DutyLinks({ unitId }: { unitId: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const { data, error, refetch } = useLinks(unitId);
  const linkOf = (kind: 'unit' | 'person') => data?.links.find((link) => link.kind === kind);
  return (
    <Card title={t.links}>
      <p className="gl-quiet">{t.linksWhy}</p>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {data ? (
        <ul className="gl-admin-posts">
          <LinkLine name={t.mine} unitId={null} known={linkOf('person')} />
          <LinkLine key={unitId} name={t.whole} unitId={unitId} known={linkOf('unit')} />
        </ul>
      ) : null}
    </Card>
  );
}
