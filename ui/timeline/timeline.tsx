// What happened to a case, newest first or last as given: who did what, when, with what words and pictures.
import type { ReactNode } from 'react';
import './timeline.css';

export interface TimelineEntry {
  readonly id: string;
  /** A `<When>` or `<Ago>`. */
  readonly when: ReactNode;
  readonly title: ReactNode;
  readonly who?: ReactNode;
  /** `good` ends well, `bad` is a return, a push or a breach, `now` is what is awaited. */
  readonly tone?: 'plain' | 'good' | 'bad' | 'now';
  readonly children?: ReactNode;
}

export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol className="gl-timeline" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={`is-${entry.tone ?? 'plain'}`}>
          <p className="gl-timeline-head">
            <strong>{entry.title}</strong>
            {entry.who === undefined ? null : <span>{entry.who}</span>}
            <span className="gl-timeline-when">{entry.when}</span>
          </p>
          {entry.children === undefined ? null : <div className="gl-timeline-body">{entry.children}</div>}
        </li>
      ))}
    </ol>
  );
}
