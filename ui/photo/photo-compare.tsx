// Before and after of the same corner in one frame, with a line that is moved between them: by drag, by arrow
// keys (a native range), or by one tap on before, half, after. Or side by side, for whoever likes that more.
import { useEffect, useRef, useState } from 'react';
import { Segments } from '../choices/choices.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './photo-compare.css';

const texts = defineTexts({
  zh: {
    slider: '左右移动，对比处置前后',
    show: '看哪一张',
    before: '处置前',
    half: '各半',
    after: '处置后',
    percent: (share: number) => `处置前占 ${share}%`,
  },
  en: {
    slider: 'Move to compare before and after',
    show: 'Which one',
    before: 'Before',
    half: 'Half each',
    after: 'After',
    percent: (share: number) => `${share} % before`,
  },
});

export interface PhotoCompareProps {
  /** Addresses; undefined while a picture is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const STOPS = { before: 100, half: 50, after: 0 } as const;
type Stop = keyof typeof STOPS;

export function PhotoCompare({ before, after }: PhotoCompareProps) {
  const t = useText(texts);
  const frame = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(50);
  useEffect(() => frame.current?.style.setProperty('--gl-share', `${share}%`), [share]);
  const stop = (Object.keys(STOPS) as Stop[]).find((name) => STOPS[name] === share);
  return (
    <div className="gl-photo-compare">
      <div ref={frame} className="gl-photo-frame">
        {after === undefined ? null : <img src={after} alt={t.after} />}
        {before === undefined ? null : <img className="is-before" src={before} alt={t.before} />}
        <span className="gl-photo-line" aria-hidden="true" />
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={share}
          aria-label={t.slider}
          aria-valuetext={t.percent(share)}
          onChange={(event) => setShare(Number(event.target.value))}
        />
      </div>
      <Segments
        label={t.show}
        isLabelHidden
        chosen={stop}
        choices={(Object.keys(STOPS) as Stop[]).map((id) => ({ id, label: t[id] }))}
        onChoose={(id) => setShare(STOPS[id])}
      />
    </div>
  );
}
