// The scenes as buttons: a press shows one on every wall of the area within two seconds.
import { useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { StageView, WallNow } from '../core/contract.ts';
import { nextScene, turnAt } from '../core/turn.ts';
import { useDirect } from './use-direct.ts';
import { directorTexts } from './wall-texts.ts';

export interface DirectorScenesProps {
  readonly view: StageView;
  readonly streets: WallNow['streets'];
}

export function DirectorScenes({ view, streets }: DirectorScenesProps) {
  const t = useText(directorTexts);
  const language = useSpoken();
  const isZh = language === 'zh';
  const tick = useNow(SECOND);
  const direct = useDirect(view.areaPath);
  const [chosen, setChosen] = useState<string>();
  // What another director has chosen stands here too: a press on a scene must not take it back.
  const focusPath = (direct.isSending ? chosen : undefined) ?? view.stage?.focusPath ?? '';
  const turn = turnAt(view.plan, view.stage, tick);
  const isHeld = view.stage?.isHeld ?? false;
  const show = (scene: string, held: boolean, focus = focusPath) =>
    void direct.send({ scene, isHeld: held, ...(focus === '' ? {} : { focusPath: focus }) });
  const nameOf = (one: { readonly zh: string; readonly en: string }) => (isZh ? one.zh : one.en);
  const current = turn?.scene;
  return (
    <section aria-labelledby="director-scenes">
      <h2 id="director-scenes">{t.scenes}</h2>
      <p>{t.scenesHint}</p>
      {direct.error ? <Notice tone="danger">{tellError(direct.error, language)}</Notice> : null}
      <ul className="gl-director-scenes">
        {view.plan.scenes.map((scene, index) => (
          <li key={scene.code}>
            <Button
              tone={scene.code === current?.code ? 'primary' : 'plain'}
              size="large"
              isWide
              aria-pressed={scene.code === current?.code}
              onClick={() => show(scene.code, isHeld)}
            >
              {`${index + 1}  ${nameOf(scene)}`}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status">{current ? t.now(nameOf(current)) : ''}</p>
      {current ? (
        <div className="gl-director-acts">
          <Button onClick={() => show(current.code, !isHeld)}>{isHeld ? t.goOn : t.hold}</Button>
          <Button onClick={() => show(nextScene(view.plan, current).code, false)}>{t.next}</Button>
        </div>
      ) : null}
      {streets.length === 0 ? null : (
        <NativeSelect
          label={t.focus}
          value={focusPath}
          onChange={(path) => {
            setChosen(path);
            if (current) show(current.code, isHeld, path);
          }}
          choices={[
            { value: '', label: t.worst },
            ...streets.map((one) => ({ value: one.areaPath, label: isZh ? one.name : one.nameEn })),
          ]}
        />
      )}
    </section>
  );
}
