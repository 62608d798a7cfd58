// How often one map asks what has changed. In a storm something happens many times a second: it asks at most
// every three seconds, and behind another tab, where nobody sees it, twice a minute; what happens meanwhile
// is in the next answer. Never holds the first question, nor keeps waiting a reader who has come back, or who
// has just done something and looks for it.
import { SECOND } from '../../../kernel/duration.ts';

const SEEN_EVERY = 3 * SECOND;
const UNSEEN_EVERY = 30 * SECOND;

interface Pace<T> {
  askedAt: number;
  /** How much the reader had done when it was asked. */
  acts: number;
  waiting: Promise<T> | undefined;
}

const isUnseen = (): boolean => document.visibilityState === 'hidden';

let acts = 0;
const ownActs = new EventTarget();

/** The reader has done something: the next question of every map, or the one that waits, is asked at once. */
export function showOwnAct(): void {
  acts += 1;
  ownActs.dispatchEvent(new Event('act'));
}

/** Ends when the next question may be asked; when the reader comes back, after the short pause. */
async function turnAfter(asked: Pace<unknown>): Promise<void> {
  for (;;) {
    const left = asked.askedAt + (isUnseen() ? UNSEEN_EVERY : SEEN_EVERY) - performance.now();
    if (left <= 0 || asked.acts !== acts) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        document.removeEventListener('visibilitychange', go);
        ownActs.removeEventListener('act', go);
        resolve();
      };
      const timer = setTimeout(go, left);
      document.addEventListener('visibilitychange', go);
      ownActs.addEventListener('act', go);
    });
  }
}

const paces = new WeakMap<object, Pace<unknown>>();

/** Those who ask while a question waits for its turn share it. `of`: what is asked about. */
export function askInTurn<T>(of: object, ask: () => Promise<T>): Promise<T> {
  const unasked = { askedAt: Number.NEGATIVE_INFINITY, acts, waiting: undefined };
  const pace = (paces.get(of) ?? unasked) as Pace<T>;
  paces.set(of, pace);
  pace.waiting ??= turnAfter(pace).then(() => {
    Object.assign(pace, { waiting: undefined, askedAt: performance.now(), acts });
    return ask();
  });
  return pace.waiting;
}
