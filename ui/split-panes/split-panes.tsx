// Two or three panes side by side; the borders between can be dragged, and moved by ← → when focused. Under
// 900 px only the pane named by `front` is shown: phones get one thing at a time. The caller may keep the
// widths through `onSizes`.
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { defineTexts, useText } from '../words/texts.ts';
import './split-panes.css';

const texts = defineTexts({ zh: { divider: '调整分栏宽度' }, en: { divider: 'Resize panes' } });

export interface Pane {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
  /** Starting width in pixels; the one pane without a width takes the rest. */
  readonly width?: number;
}

export interface SplitPanesProps {
  readonly panes: readonly Pane[];
  readonly front: string;
  readonly onSizes?: (widths: Readonly<Record<string, number>>) => void;
}

const NARROWEST = 220;
const WIDEST = 720;
const STEP = 24;
const clamp = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

interface DividerProps {
  readonly width: number;
  /** 1 when the sized pane lies left of the divider, -1 when right. */
  readonly direction: 1 | -1;
  readonly onWidth: (width: number) => void;
}

function Divider({ width, direction, onWidth }: DividerProps) {
  const t = useText(texts);
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number }>();
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom({ x: event.clientX, width });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (from) onWidth(clamp(from.width + (event.clientX - from.x) * direction));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onWidth(clamp(width + step * direction));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can't carry a value or be dragged
    <div
      className="gl-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.divider}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setFrom(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}

export function SplitPanes({ panes, front, onSizes }: SplitPanesProps) {
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const widthOf = (pane: Pane) => widths[pane.id] ?? pane.width;
  const setWidth = (pane: Pane, width: number) => {
    const next = { ...widths, [pane.id]: width };
    setWidths(next);
    onSizes?.(next);
  };
  const filler = panes.findIndex((pane) => pane.width === undefined);
  return (
    <div className="gl-panes">
      {panes.map((pane, index) => {
        const width = widthOf(pane);
        const divider =
          width === undefined ? null : (
            <Divider
              width={width}
              direction={index < filler ? 1 : -1}
              onWidth={(next) => setWidth(pane, next)}
            />
          );
        return (
          <div
            key={pane.id}
            className={`gl-pane-slot${pane.id === front ? ' is-front' : ''}`}
            data-fills={width === undefined || undefined}
          >
            {index > filler ? divider : null}
            <section className="gl-pane" aria-label={pane.label} style={{ inlineSize: width }}>
              {pane.content}
            </section>
            {index < filler ? divider : null}
          </div>
        );
      })}
    </div>
  );
}
