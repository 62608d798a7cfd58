// A tab's place among those that hold a live stream. Over HTTP/1.1 a browser keeps six connections to a
// server for all its tabs, and a stream holds one of them for as long as it is open: with six open, no screen
// could ask for anything. So four tabs at most hold one, each by a lock of the browser, which takes it back
// from a tab that was closed or has died. Modes: waiting → held → resting (another tab that is looked at
// found no place, and nobody looks at this one) → waiting, as soon as this one is looked at again. Where the
// browser has no such locks the place is held from the beginning: tabs can't know of each other there.
import { SECOND } from '../../../kernel/duration.ts';

const NAME = 'gridloop.live';
const PLACES = 4;
/** How often a tab that is looked at and waits says so. */
const ASK_EVERY = SECOND / 2;
/** So long after one tab has let go no other one does: whoever waits needs one place. */
const NEXT_AFTER = SECOND;

export interface PlaceEvents {
  /** Told once each time that a place is got; not where it is held from the beginning. */
  readonly onHeld: () => void;
  readonly onGivenBack: () => void;
  readonly isLookedAt?: () => boolean;
}

const isVisible = (): boolean => document.visibilityState !== 'hidden';

export class LinePlace {
  readonly #on: Required<PlaceEvents>;
  readonly #locks = navigator.locks as LockManager | undefined;
  readonly #channel = this.#locks && new BroadcastChannel(NAME);
  #waiting: AbortController | undefined;
  #giveBack: (() => void) | undefined;
  #asking: ReturnType<typeof setInterval> | undefined;

  constructor(on: PlaceEvents) {
    this.#on = { isLookedAt: isVisible, ...on };
    if (!this.#channel) return;
    this.#channel.onmessage = this.#onNeeded;
    document.addEventListener('visibilitychange', this.#onLookedAt);
    this.#wait();
  }

  get isHeld(): boolean {
    return this.#channel === undefined || this.#giveBack !== undefined;
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#onLookedAt);
    this.#stopWaiting();
    this.#channel?.close();
    this.#giveBack?.();
  }

  #wait(): void {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    for (let n = 0; n < PLACES; n += 1) this.#request(`${NAME}.${n}`, { signal }, this.#take(signal));
    this.#asking = setInterval(() => {
      if (this.#on.isLookedAt()) this.#channel?.postMessage('needed');
    }, ASK_EVERY);
  }

  /** The first of the places that is free; the others are not waited for any more. */
  readonly #take = (signal: AbortSignal) => (): Promise<void> | undefined => {
    if (signal.aborted) return undefined;
    this.#stopWaiting();
    return new Promise((giveBack) => {
      this.#giveBack = giveBack;
      this.#on.onHeld();
    });
  };

  #stopWaiting(): void {
    clearInterval(this.#asking);
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  #request(name: string, how: LockOptions, work: LockGrantedCallback<unknown>): void {
    const isUnexpected = (error: unknown) => !(error instanceof DOMException && error.name === 'AbortError');
    this.#locks?.request(name, how, work).catch((error: unknown) => {
      if (isUnexpected(error)) console.info('A place among the live streams could not be asked for.', error);
    });
  }

  readonly #onLookedAt = (): void => {
    if (this.#on.isLookedAt() && !this.#giveBack && !this.#waiting) this.#wait();
  };

  readonly #onNeeded = (): void => {
    const isSpare = () => this.#giveBack !== undefined && !this.#on.isLookedAt();
    if (!isSpare()) return;
    // One tab at a time lets go.
    this.#request(`${NAME}.next`, { ifAvailable: true }, (lock) => {
      if (!lock || !isSpare()) return undefined;
      this.#giveBack?.();
      this.#giveBack = undefined;
      this.#on.onGivenBack();
      return new Promise<void>((done) => void setTimeout(done, NEXT_AFTER));
    });
  };
}
