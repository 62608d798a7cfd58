// One line above the screen about the whole app: what is the matter, what to do, and the way to do it.
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import './states.css';

export interface StripProps {
  readonly tone?: 'info' | 'warn' | 'danger';
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** `danger` is read aloud at once; the rest when the reader pauses. */
export function Strip({ tone = 'warn', icon, title, children, action }: StripProps) {
  return (
    <div className={`gl-strip is-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>
        <p>
          <strong>{title}</strong>
        </p>
        {children === undefined ? null : <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}
