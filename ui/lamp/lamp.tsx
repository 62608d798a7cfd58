// The lamp of a clock: colour, shape, word and time left together, so that it can be read in grey, by the
// colour-blind and aloud. The lamp itself is decided by the calendar's core; this only draws it.
import { useSpoken } from '../words/language.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import { remainingWords } from '../words/format.ts';
import './lamp.css';

export type LampColour = 'green' | 'yellow' | 'orange' | 'red' | 'paused';

export const LAMPS: readonly LampColour[] = ['red', 'orange', 'yellow', 'green', 'paused'];

/** Closed outlines on a 16-pixel grid; the map draws the same ones. */
export const LAMP_SHAPES: Readonly<Record<LampColour, string>> = {
  green: 'M8 2.500a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z',
  yellow: 'M8 2 14.5 13.500h-13z',
  orange: 'M8 1 15 8 8 15 1 8z',
  red: 'M2 2h12v12H2z',
  paused: 'M3 2.500h3.500v11H3zM9.5 2.500H13v11H9.500z',
};

export const lampTexts = defineTexts({
  zh: {
    green: '正常',
    yellow: '临期',
    orange: '紧迫',
    red: '超时',
    paused: '已暂停',
    rests: (until: string) => `时限暂歇，${until} 继续`,
  },
  en: {
    green: 'In time',
    yellow: 'Due soon',
    orange: 'Urgent',
    red: 'Overdue',
    paused: 'Paused',
    rests: (until: string) => `resting, goes on ${until}`,
  },
});

export function LampShape({ lamp }: { lamp: LampColour }) {
  return (
    <svg className={`gl-lamp-shape is-${lamp}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={LAMP_SHAPES[lamp]} />
      {lamp === 'red' ? <path className="gl-lamp-cut" d="M8 4.500v4.500M8 11.200v.3" /> : null}
    </svg>
  );
}

export interface LampProps {
  readonly lamp: LampColour;
  /** Time of the limit that is left; negative is late. Left out while paused. */
  readonly remainingMs?: number;
  /** What is left leaves out nights and days off. */
  readonly isWorkingTime?: boolean;
  /** Outside working time, in words: when the limit goes on. Until then nothing runs down: without these
   *  words a clock at rest would pass for one that runs. */
  readonly restsUntil?: string;
  /** In tight rows: the word is only read aloud, the time stays visible. */
  readonly isShort?: boolean;
}

export function Lamp(props: LampProps) {
  const { lamp, remainingMs, isWorkingTime = false, restsUntil, isShort = false } = props;
  const t = useText(lampTexts);
  const language = useSpoken();
  // The mark is the server's: beside a red one nothing is left, also on a Saturday after working days.
  // `超时 35 分钟` already says the word of the red lamp.
  const left = lamp === 'red' && remainingMs !== undefined ? Math.min(remainingMs, -1) : remainingMs;
  const isTight = isShort && restsUntil !== undefined;
  const isTold = left !== undefined && (isShort || left < 0);
  return (
    <span className={`gl-lamp is-${lamp}${isTight ? ' is-resting' : ''}`}>
      <LampShape lamp={lamp} />
      <span className={isTold ? 'gl-unseen' : 'gl-lamp-word'}>{t[lamp]}</span>
      {left === undefined ? null : (
        <span className="gl-lamp-left gl-figures">{remainingWords(left, language, isWorkingTime)}</span>
      )}
      {restsUntil === undefined ? null : (
        <span className="gl-lamp-rests">{t.rests(restsUntil)}</span>
      )}
    </span>
  );
}
