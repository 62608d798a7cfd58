// The frames of the three shells: where the name, the ways and the content stand. Only ways that exist are
// given to them, so no link is ever dead. Each starts with a link that skips to the content.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../button/button.tsx';
import { Icon, type IconName } from '../icon/icon.tsx';
import { Logo } from '../logo/logo.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './frame.css';

const texts = defineTexts({
  zh: { skip: '跳到正文', nav: '主导航', strips: '提示', menu: '菜单' },
  en: { skip: 'Skip to content', nav: 'Main', strips: 'Messages', menu: 'Menu' },
});

export interface Way {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly isCurrent: boolean;
  /** What waits there, e.g. 12 cases. */
  readonly total?: number;
}

export interface FrameProps {
  readonly ways: readonly Way[];
  readonly children: ReactNode;
}

function Skip() {
  return (
    <a className="gl-skip" href="#content">
      {useText(texts).skip}
    </a>
  );
}

function Ways({ ways, className }: { ways: readonly Way[]; className: string }) {
  const t = useText(texts);
  if (ways.length === 0) return null;
  return (
    <nav className={className} aria-label={t.nav}>
      <ul>
        {ways.map((way) => (
          <li key={way.href}>
            <a href={way.href} aria-current={way.isCurrent ? 'page' : undefined}>
              <Icon name={way.icon} />
              <span>{way.label}</span>
              {way.total === undefined ? null : <span className="gl-way-total gl-figures">{way.total}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface CommandFrameProps extends FrameProps {
  /** Who is signed in, switches, sign out. */
  readonly foot: ReactNode;
  /** Strips above the content: offline, stale. */
  readonly strips?: ReactNode;
}

/** Opened by its button; closed by another press, by Escape, and by having gone where it leads. */
function useFold(here: string | undefined) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has come elsewhere is done with it
  useEffect(() => setOpen(false), [here]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.querySelector('button')?.focus();
  };
  return { isOpen, toggle: () => setOpen(!isOpen), button, onKeyDown };
}

/**
 * Left: name, ways, person. Right: the screen, which scrolls by itself. Where the window is narrow and low,
 * as at great zoom, the ways and the person are behind a button: they would leave the screen no room.
 */
export function CommandFrame({ ways, foot, strips, children }: CommandFrameProps) {
  const t = useText(texts);
  const id = useId();
  const current = ways.find((way) => way.isCurrent);
  const { isOpen, toggle, button, onKeyDown } = useFold(current?.href);
  return (
    <div className="gl-command">
      <Skip />
      <aside className={`gl-side${isOpen ? ' is-open' : ''}`} onKeyDown={onKeyDown}>
        <Logo hasName />
        <div className="gl-side-fold" ref={button}>
          <Button size="small" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
            {t.menu}
          </Button>
        </div>
        <div className="gl-side-folded" id={id}>
          <Ways ways={ways} className="gl-side-ways" />
          <div className="gl-side-foot">{foot}</div>
        </div>
      </aside>
      <main id="content" tabIndex={-1}>
        {strips}
        {children}
      </main>
    </div>
  );
}

export interface FieldFrameProps extends FrameProps {
  readonly strips?: ReactNode;
  /** The region of ui/toast. */
  readonly toasts?: ReactNode;
}

/**
 * Content above, tabs within the thumb's reach below. Strips stand between: what comes late moves nothing
 * that is being read, and its button is at the thumb. Toasts too: they lie over no button of the screen.
 */
export function FieldFrame({ ways, strips, toasts, children }: FieldFrameProps) {
  const t = useText(texts);
  return (
    <div className="gl-field-app">
      <Skip />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {toasts}
      <aside className="gl-field-strips" aria-label={t.strips}>
        {strips}
      </aside>
      <Ways ways={ways} className="gl-tab-bar" />
    </div>
  );
}

export interface PortalFrameProps extends FrameProps {
  /** Where the name leads. */
  readonly home: string;
  /** Language and elder mode: on the first screen, always. */
  readonly switches: ReactNode;
  readonly footer: ReactNode;
}

export function PortalFrame({ ways, home, switches, footer, children }: PortalFrameProps) {
  return (
    <div className="gl-portal">
      <Skip />
      <header className="gl-portal-head">
        <a href={home} aria-label="Gridloop">
          <Logo hasName />
        </a>
        <div className="gl-portal-switches">{switches}</div>
        <Ways ways={ways} className="gl-portal-ways" />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="gl-portal-foot">{footer}</footer>
    </div>
  );
}

/** The head of a screen: its one h1, what it is about, and what can be done. */
export function PageHead({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="gl-page-head">
      <div>
        <h1>{title}</h1>
        {children === undefined ? null : <p>{children}</p>}
      </div>
      {actions === undefined ? null : <div className="gl-page-actions">{actions}</div>}
    </header>
  );
}

/** A screen with margins; triage, maps and tables fill the frame without it. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="gl-page">{children}</div>;
}
