// The frames of the three shells: where the name, the ways and the content stand. Only ways that exist are
// given to them, so no link is ever dead. Each starts with a link that skips to the content.
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import { Logo } from '../logo/logo.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './frame.css';

const texts = defineTexts({
  zh: { skip: '跳到正文', nav: '主导航', strips: '提示' },
  en: { skip: 'Skip to content', nav: 'Main', strips: 'Messages' },
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

/** Left: name, ways, person. Right: the screen, which scrolls by itself. */
export function CommandFrame({ ways, foot, strips, children }: CommandFrameProps) {
  return (
    <div className="gl-command">
      <Skip />
      <aside className="gl-side">
        <Logo hasName />
        <Ways ways={ways} className="gl-side-ways" />
        <div className="gl-side-foot">{foot}</div>
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
