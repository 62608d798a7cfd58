// 值班 on the phone, for whoever works in a unit: whose turn it is now, my own next turn, the seven days from
// today, and my turns in my own calendar. It arranges nothing: that is done at the desk.
import { fromIso, localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { type NamedPost, useSession } from '../../../platform/web/session/session.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { RotaView } from '../../duty/core/contract.ts';
import { OwnDutyLink } from './duty-links.tsx';
import { dutyTexts } from './duty-texts.ts';
import { DutyWeek, PeopleInOrder } from './duty-week.tsx';
import { useRota } from './use-duty.ts';
import './duty.css';

const HALF_A_MINUTE = 30_000;

function MyTurn({ rota, personId }: { rota: RotaView; personId: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const now = useNow(HALF_A_MINUTE);
  const mine = rota.turns
    .map((turn) => ({
      rank: turn.personIds.indexOf(personId) + 1,
      from: fromIso(turn.startsAt) ?? 0,
      to: fromIso(turn.endsAt) ?? 0,
    }))
    .filter(({ rank, to }) => rank > 0 && to > now)
    .sort((a, b) => a.from - b.from)[0];
  // A night that began yesterday is no turn of these days.
  const isOn = rota.onCallNow.includes(personId) && !(mine && mine.from <= now);
  if (!mine && isOn) return <strong>{t.myOn}</strong>;
  if (!mine) return <p className="gl-quiet">{t.notMine}</p>;
  const [from, to] = [whenWords(mine.from, now, language), whenWords(mine.to, now, language)];
  return (
    <p>
      {isOn ? <strong>{t.myOn} · </strong> : null}
      <strong>{mine.from <= now ? t.myNow(to) : t.myTurn(from, to)}</strong> · {t.myRank(mine.rank)}
    </p>
  );
}

function UnitRota({ post, personId }: { post: NamedPost; personId: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const today = localDate(useNow(HALF_A_MINUTE));
  const { data: rota, error, refetch } = useRota(post.unitId);
  const name = language === 'zh' ? post.unitName : post.unitNameEn || post.unitName;
  return (
    <Card title={t.rotaOf(name)}>
      {error && !rota ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!rota && !error ? <Loading lines={6} /> : null}
      {rota ? (
        <>
          <h3>{t.now}</h3>
          {rota.onCallNow.length === 0 ? (
            <p>{t.nobodyNow}</p>
          ) : (
            <PeopleInOrder ids={rota.onCallNow} rota={rota} />
          )}
          <h3>{t.myNext}</h3>
          <MyTurn rota={rota} personId={personId} />
          <DutyWeek rota={{ ...rota, canArrange: false }} today={today} onChange={() => undefined} />
        </>
      ) : null}
    </Card>
  );
}

export default function FieldDuty() {
  const t = useText(dutyTexts);
  const { session } = useSession();
  if (!session) return null;
  const units = [...new Map(session.posts.map((post) => [post.unitId, post])).values()];
  return (
    <div className="gl-field-page">
      <PageHead title={t.title}>{t.why}</PageHead>
      {units.length === 0 ? <Empty title={t.noPost}>{t.noUnitWhy}</Empty> : null}
      {units.map((post) => (
        <UnitRota key={post.unitId} post={post} personId={session.personId} />
      ))}
      <OwnDutyLink />
    </div>
  );
}
