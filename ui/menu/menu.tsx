// Actions behind one button, with the keys that do the same. Command and field only.
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import { KeyHint } from '../key-hint/key-hint.tsx';
import '../button/button.css';
import './menu.css';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: readonly string[];
  readonly isDanger?: boolean;
  readonly onPress: () => void;
}

export interface MenuProps {
  /** Read aloud for the button; also its tooltip. */
  readonly label: string;
  readonly icon?: IconName;
  /** Words on the button; without them it shows the icon alone. */
  readonly children?: ReactNode;
  readonly actions: readonly MenuAction[];
}

export function Menu({ label, icon = 'more', children, actions }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        className={`gl-button is-quiet${children === undefined ? ' is-icon' : ''}`}
      >
        <Icon name={icon} />
        {children === undefined ? null : <span>{children}</span>}
      </AriaButton>
      <Popover className="gl-popover">
        <AriaMenu className="gl-options" items={actions} aria-label={label}>
          {(action) => (
            <MenuItem
              id={action.id}
              textValue={action.label}
              className={`gl-option${action.isDanger === true ? ' is-danger' : ''}`}
              onAction={action.onPress}
            >
              {action.icon ? <Icon name={action.icon} /> : null}
              <span>{action.label}</span>
              {action.keys ? <KeyHint keys={action.keys} /> : null}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
