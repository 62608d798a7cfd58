// A page that has several parts, each at an address of its own: its head, the way to the parts that the
// reader may open, and what stands in this one. A part is a link, so that it can be kept and opened
// beside another.
import type { ReactNode } from 'react';
import { Page, PageHead } from '../frame/frame.tsx';
import './parts.css';

export interface Part {
  readonly href: string;
  readonly label: string;
  readonly isCurrent: boolean;
}

export interface PartsPageProps {
  readonly title: string;
  /** What the parts are of: the name of their list. */
  readonly name: string;
  /** Those that the reader may open. */
  readonly parts: readonly Part[];
  readonly why?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function PartsPage({ title, name, parts, why, actions, children }: PartsPageProps) {
  return (
    <Page>
      <PageHead title={title} actions={actions}>
        {why}
      </PageHead>
      <nav className="gl-parts" aria-label={name}>
        <ul>
          {parts.map(({ href, label, isCurrent }) => (
            <li key={href}>
              <a href={href} aria-current={isCurrent ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
