// A short word about a thing: its state, its channel, a count. Never the only carrier of a lamp: see ui/lamp.
import type { ReactNode } from 'react';
import './badge.css';

export interface BadgeProps {
  readonly tone?: 'plain' | 'accent' | 'ok' | 'warn' | 'danger';
  readonly children: ReactNode;
}

export function Badge({ tone = 'plain', children }: BadgeProps) {
  return <span className={`gl-badge is-${tone}`}>{children}</span>;
}
