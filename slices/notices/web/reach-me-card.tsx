// 让我收到提醒: whether this phone is woken and which others are, the sound for what is urgent, and what to do
// where the browser says no. Permission is asked for on a press only.
import { isRefused, isWeather, tellError } from '../../../platform/web/api/errors.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { Ago } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { playUrgent, unlockSound, vibrateUrgent } from './urgent-sound.ts';
import { type ReachMe, useReachMe } from './use-push.ts';
import { useSoundChoice } from './use-sound-choice.ts';
import './inbox.css';

const TICK_MS = 60_000;
const texts = defineTexts({
  zh: {
    title: '让我收到提醒',
    on: '这台手机会收到提醒，锁屏时也会。',
    off: '打开后，锁屏时也能收到派单和督办的提醒。提醒里没有任何人的姓名和电话。',
    turnOn: '开启提醒',
    denied:
      '这台手机不让本应用发提醒。请打开系统设置，找到“应用”或浏览器，进入“通知”并允许；然后回到这里再试。',
    unsupported: '这个浏览器不能在锁屏时提醒。请先安装到桌面，再从桌面打开；应用打开时仍会响铃。',
    none: '本系统没有开通锁屏提醒。应用打开时仍会响铃，消息都在“通知”里。',
    failed:
      '没能连上手机的推送服务，可能是网络不通或手机没有这项服务。应用打开时仍会响铃，消息都在“通知”里。',
    devices: '会收到提醒的设备',
    here: '（这台）',
    since: '最近一次',
    never: '还没有发过',
    stop: '停止',
    sound: '紧急消息响铃',
    hear: '试听',
  },
  en: {
    title: 'Let me be reached',
    on: 'This phone is told, also while it is locked.',
    off: 'Hear of dispatches and pushes also while the phone is locked. No name or number is in them.',
    turnOn: 'Turn on',
    denied:
      'This phone lets the app tell nothing. Open the system settings, find the app or the browser, allow ' +
      'notifications there, and come back.',
    unsupported:
      'This browser can’t tell you while the phone is locked. Install the app and open it from the home ' +
      'screen; while it is open it rings all the same.',
    none: 'This system wakes no phones. The app rings while it is open, and all is in the notices.',
    failed:
      'The push service of this phone could not be reached: no network, or the phone has none. The app ' +
      'rings while it is open, and all is in the notices.',
    devices: 'Devices that are told',
    here: '(this one)',
    since: 'last',
    never: 'nothing sent yet',
    stop: 'Stop',
    sound: 'Ring for what is urgent',
    hear: 'Try the sound',
  },
});

function Devices({ reach }: { reach: ReachMe }) {
  const t = useText(texts);
  const now = useNow(TICK_MS);
  const { state, here, isBusy, stop } = reach;
  if (!state || state.devices.length === 0) return null;
  return (
    <ul className="gl-reach-devices" aria-label={t.devices}>
      {state.devices.map((device) => {
        const sentAt = fromIso(device.lastSentAt ?? '');
        const name = `${device.device}${device.id === here ? t.here : ''}`;
        return (
          <li key={device.id}>
            <span>
              {name} ·{' '}
              {sentAt === undefined ? (
                t.never
              ) : (
                <>
                  {t.since} <Ago at={sentAt} now={now} />
                </>
              )}
            </span>
            <Button isBusy={isBusy} label={`${t.stop} ${name}`} onClick={() => stop(device.id)}>
              {t.stop}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function Here({ reach }: { reach: ReachMe }) {
  const t = useText(texts);
  const { ability, state, here, isBusy, turnOn } = reach;
  if (state?.publicKey === null) return <p>{t.none}</p>;
  // What the browser says needs no server.
  if (ability === 'unsupported') return <p>{t.unsupported}</p>;
  if (ability === 'denied') return <Notice tone="warn">{t.denied}</Notice>;
  if (!state) return null;
  if (here !== undefined) return <p>{t.on}</p>;
  return (
    <>
      <p>{t.off}</p>
      <Button icon="bell" tone="primary" isWide isBusy={isBusy} onClick={turnOn}>
        {t.turnOn}
      </Button>
    </>
  );
}

function Sound({ owner }: { owner: string }) {
  const t = useText(texts);
  const { isSilent, choose } = useSoundChoice(owner);
  const hear = () => {
    void unlockSound().then(playUrgent);
    vibrateUrgent();
  };
  return (
    <>
      <Checkbox isChecked={!isSilent} onChange={(isOn) => choose(!isOn)}>
        {t.sound}
      </Checkbox>
      <Button onClick={hear}>{t.hear}</Button>
    </>
  );
}

export function ReachMeCard({ owner }: { owner: string }) {
  const t = useText(texts);
  const language = useSpoken();
  const reach = useReachMe();
  const { error } = reach;
  const isTold = error instanceof Error && (isRefused(error) || isWeather(error));
  return (
    <Card title={t.title}>
      <div className="gl-reach-me">
        <Here reach={reach} />
        {error === undefined ? null : (
          <Notice tone="warn">{isTold ? tellError(error, language) : t.failed}</Notice>
        )}
        <Devices reach={reach} />
        <Sound owner={owner} />
      </div>
    </Card>
  );
}
