// Above every screen of the phone while a check-in runs for this person: which, who began it, until when.
// Where none runs it is not there at all.
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Strip } from '../../../ui/states/strip.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { checkInTexts } from './check-in-texts.ts';
import { type MyTask, useMyTasks } from './use-check-in.ts';

export const CHECK_IN_PATH = '/field/check-in';

/** As it stands now: one whose end has passed since the server was asked runs no more. */
export const runsAt = (task: MyTask, now: number): boolean =>
  task.isRunning && now < (fromIso(task.endsAt) ?? 0);

export function CheckInStrip({ isSignedIn }: { isSignedIn: boolean }) {
  const t = useText(checkInTexts);
  const language = useSpoken();
  const now = useNow(30_000);
  const { data } = useMyTasks(isSignedIn);
  const running = (isSignedIn ? (data?.tasks ?? []) : []).filter((task) => runsAt(task, now));
  return (
    <>
      {running.map((task) => (
        <Strip
          key={task.id}
          tone="info"
          icon="pin"
          title={t.title}
          action={<LinkButton href={CHECK_IN_PATH}>{t.see}</LinkButton>}
        >
          {t.strip(
            task.name,
            [task.begunByUnit, task.begunBy].filter((name) => name !== '').join(' '),
            whenWords(fromIso(task.endsAt) ?? now, now, language),
          )}
        </Strip>
      ))}
    </>
  );
}
