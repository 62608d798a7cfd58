// A surface for one thing, and a list of named values. No behaviour.
import type { ReactNode } from 'react';
import './card.css';

export function Card({
  title,
  aside,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="gl-card">
      {title === undefined ? null : (
        <header>
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Rows with an undefined or empty value are left out by the caller, not shown as a dash. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="gl-facts">
      {rows.map((row) => (
        <div key={row.name}>
          <dt>{row.name}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
