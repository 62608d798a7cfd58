// A card that can be swiped to the right for its one action, for gloves and one hand. What the swipe does is
// shown behind it while it moves; letting go early takes it back. The same action always has a button too:
// nothing is reachable by swiping alone.
import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import './swipe.css';

export interface SwipeProps {
  /** What happens when it is let go far enough. */
  readonly words: string;
  readonly onSwiped: () => void;
  readonly children: ReactNode;
}

/** Shorter is a slip of the thumb; up or down is scrolling. */
const FAR_PX = 96;
const BEGINS_PX = 12;
const CLICK_FOLLOWS_MS = 60;

interface Drag {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  isMoving: boolean;
}

/** Where the finger is, as state and as a custom property of the card: no render for each pixel. */
function useSwipe(onSwiped: () => void) {
  const card = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag>(undefined);
  const isSwallowing = useRef(false);
  const [isFar, setFar] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const moveTo = (px: number) => card.current?.style.setProperty('--gl-swiped', `${px}px`);
  const begin = ({ pointerId, clientX: x, clientY: y, pointerType, button }: PointerEvent) => {
    if (pointerType === 'mouse' && button !== 0) return;
    drag.current = { pointer: pointerId, x, y, isMoving: false };
  };
  const move = (event: PointerEvent) => {
    const begun = drag.current;
    if (begun?.pointer !== event.pointerId) return;
    const px = event.clientX - begun.x;
    if (!begun.isMoving) {
      if (Math.abs(event.clientY - begun.y) > Math.abs(px)) drag.current = undefined;
      if (px < BEGINS_PX || !drag.current) return;
      begun.isMoving = true;
      card.current?.setPointerCapture(event.pointerId);
      isSwallowing.current = true;
      setMoving(true);
    }
    moveTo(Math.max(0, Math.min(px, FAR_PX * 1.5)));
    setFar(px >= FAR_PX);
  };
  const end = (isDone: boolean) => {
    drag.current = undefined;
    moveTo(0);
    setFar(false);
    setMoving(false);
    // The click that follows the finger belongs to the swipe, not to what lies under it.
    setTimeout(() => {
      isSwallowing.current = false;
    }, CLICK_FOLLOWS_MS);
    if (isDone) onSwiped();
  };
  const swallow = (event: MouseEvent) => {
    if (!isSwallowing.current) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { card, isFar, isMoving, begin, move, end, swallow };
}

export function Swipe({ words, onSwiped, children }: SwipeProps) {
  const { card, isFar, isMoving, begin, move, end, swallow } = useSwipe(onSwiped);
  return (
    <div className={`gl-swipe${isMoving ? ' is-moving' : ''}${isFar ? ' is-far' : ''}`}>
      <span className="gl-swipe-words" aria-hidden="true">
        <Icon name="check" />
        {words}
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button inside does it too */}
      <div
        ref={card}
        className="gl-swipe-card"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={() => end(isFar)}
        onPointerCancel={() => end(false)}
        onClickCapture={swallow}
        onDragStart={(event) => event.preventDefault()}
      >
        {children}
      </div>
    </div>
  );
}
