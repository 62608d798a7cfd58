// How long each scene takes, and which take their turn: for the administrator, who saves them as a plan of
// the area.
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { PlanBody, StageView } from '../core/contract.ts';
import { directorTexts } from './wall-texts.ts';

const SHORTEST = 5;
const LONGEST = 3600;

export function DirectorTimings({ view }: { view: StageView }) {
  const t = useText(directorTexts);
  const isZh = useSpoken() === 'zh';
  const { can } = useSession();
  const [scenes, setScenes] = useState(view.plan.scenes);
  const saving = useSend(
    (body: PlanBody, intent) => api.put<StageView>(`/api/wall/${view.areaPath}/plan`, body, { intent }),
    {
      refresh: [['wall', 'stage', view.areaPath]],
      onDone: () => toasts.show({ text: t.saved }),
    },
  );
  const change = (code: string, to: Partial<(typeof scenes)[number]>) =>
    setScenes(scenes.map((scene) => (scene.code === code ? { ...scene, ...to } : scene)));
  if (!can('wall.arrange')) {
    return (
      <section aria-labelledby="director-timings">
        <h2 id="director-timings">{t.timings}</h2>
        <ul className="gl-director-timings">
          {view.plan.scenes.map((scene) => (
            <li key={scene.code}>{`${isZh ? scene.zh : scene.en}：${scene.seconds} ${t.seconds}`}</li>
          ))}
        </ul>
        <p>{t.onlyAdmin}</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="director-timings">
      <h2 id="director-timings">{t.timings}</h2>
      {saving.error ? <Notice tone="danger">{saving.error.message}</Notice> : null}
      <ul className="gl-director-timings">
        {scenes.map((scene) => (
          <li key={scene.code}>
            <TextField
              label={`${isZh ? scene.zh : scene.en} (${t.seconds})`}
              type="number"
              min={SHORTEST}
              max={LONGEST}
              value={String(scene.seconds)}
              onChange={(value) => change(scene.code, { seconds: Number(value) })}
            />
            <Checkbox isChecked={scene.isInTurn} onChange={(isInTurn) => change(scene.code, { isInTurn })}>
              {t.inTurn}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button
        isBusy={saving.isSending}
        onClick={() => void saving.send({ scenes, videos: view.plan.videos, version: view.version })}
      >
        {t.save}
      </Button>
    </section>
  );
}
