// The mark: eight cells of a grid run together into a ring, and the last one, in the accent colour, closes
// the loop. Hidden from screen readers unless it stands without the name beside it.
import './logo.css';

export function Logo({ label, hasName = false }: { label?: string; hasName?: boolean }) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span className="gl-logo">
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden beside the written name */}
      <svg viewBox="0 0 24 24" {...named}>
        <path
          className="gl-logo-ring"
          d="M12.6 5H7.5A2.5 2.5 0 0 0 5 7.500v9A2.5 2.5 0 0 0 7.5 19h9a2.5 2.5 0 0 0 2.5-2.500v-5.1"
        />
        <rect className="gl-logo-last" x="16" y="2.5" width="5.5" height="5.5" rx="1.4" />
      </svg>
      {hasName ? <span className="gl-logo-name">Gridloop</span> : null}
    </span>
  );
}
