// A button, and a link that looks like one. Native elements, so the public pages can use them too. A busy
// button keeps its focus and its place, says so, and ignores presses.
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import './button.css';

interface Looks {
  /** One primary per screen. `quiet` has no border until hovered. */
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconName;
  readonly isWide?: boolean;
  readonly children?: ReactNode;
}

export interface ButtonProps extends Looks, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly isBusy?: boolean;
  /** The only words of a button that shows an icon alone. */
  readonly label?: string;
  /** The key that does the same, e.g. `A` or `Ctrl+Shift+D`; drawn by the caller through `KeyHint`, announced
   *  here. */
  readonly shortcut?: string;
}

const classOf = ({ tone = 'plain', size = 'normal', isWide = false }: Looks, isAlone: boolean): string =>
  ['gl-button', `is-${tone}`, `is-${size}`, isWide ? 'is-wide' : '', isAlone ? 'is-icon' : '']
    .filter((name) => name !== '')
    .join(' ');

export function Button(props: ButtonProps) {
  const { tone, size, icon, isWide, isBusy = false, label, shortcut, children, onClick, ...rest } = props;
  const isAlone = children === undefined;
  return (
    <button
      type="button"
      {...rest}
      className={classOf(props, isAlone)}
      aria-label={label}
      title={isAlone ? label : undefined}
      aria-keyshortcuts={shortcut?.replace('Ctrl+', 'Control+') || undefined}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <span className="gl-spinner" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      {isAlone ? null : <span>{children}</span>}
    </button>
  );
}

interface LinkButtonProps extends Looks {
  readonly href: string;
  /** A document beside the screen, in a window of its own. */
  readonly isDocument?: boolean;
}

export function LinkButton({ href, isDocument = false, ...looks }: LinkButtonProps) {
  return (
    <a
      className={classOf(looks, false)}
      href={href}
      {...(isDocument ? { target: '_blank', rel: 'noopener' } : {})}
    >
      {looks.icon ? <Icon name={looks.icon} /> : null}
      <span>{looks.children}</span>
    </a>
  );
}
