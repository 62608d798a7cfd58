// Our own line icons on a 16-pixel grid, drawn in the colour of the text. Always beside a word or inside a
// control that has a label: an icon alone says nothing to a screen reader, so it is hidden from it.
import './icon.css';

const PATHS = {
  inbox: 'M2.5 9.5h3l1 2h3l1-2h3M4 3.5h8l1.5 6v3h-11v-3z',
  cases: 'M3 4h10M3 8h10M3 12h6',
  map: 'M2.5 4.5 6 3l4 1.5L13.5 3v8.5L10 13l-4-1.5L2.5 13zM6 3v8.5M10 4.5V13',
  push: 'M8 2.5v7M8 12.5v.5M3.5 6.5a5.5 5.5 0 1 0 9 0',
  figures: 'M3 13V8.500M6.400 13V3M9.700 13V6M13 13v-2.500M2 13.500h12',
  grid: 'M2.5 2.5h11v11h-11zM2.5 8h11M8 2.5v11',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8M3 13.5c.6-2.4 2.5-3.6 5-3.6s4.4 1.2 5 3.6',
  camera: 'M2.5 5h2.7l1-1.7h3.6l1 1.7h2.7v8h-11zM8 11.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.4 10.4l3.1 3.1',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  close: 'm4 4 8 8M12 4l-8 8',
  chevron: 'm4.5 6.2 3.5 3.6 3.5-3.6',
  next: 'm6.2 4.5 3.6 3.5-3.6 3.5',
  back: 'M9.8 4.5 6.2 8l3.6 3.5',
  undo: 'M5.5 3 3 5.5 5.5 8M3 5.5h6a3.75 3.75 0 0 1 0 7.5H6',
  warning: 'M8 2.8 14 13H2zM8 6.8v2.8M8 11.3v.2',
  info: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M8 7.3v3.4M8 5.2v.2',
  offline: 'M2.5 6.5a8.5 8.5 0 0 1 11 0M4.8 9a5 5 0 0 1 6.4 0M8 12v.2M3 2.5l10 11',
  signOut: 'M6.5 3H3v10h3.5M7 8h6.5M11 5.5 13.5 8 11 10.5',
  sun:
    'M8 10.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M8 1.8v1.4M8 12.8v1.4' +
    'M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1',
  moon: 'M13 9.4A5.5 5.5 0 1 1 6.6 3a4.4 4.4 0 0 0 6.4 6.4',
  screen: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  letters: 'M1.8 12.5 5 4l3.2 8.5M2.9 9.7h4.2M9.5 12.5l2.3-5.8 2.3 5.8M10.2 10.8h3.2',
  globe:
    'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M2.5 8h11' +
    'M8 2.5c3.6 3.6 3.6 7.4 0 11-3.6-3.6-3.6-7.4 0-11',
  pin:
    'M8 13.8S3.6 9.7 3.6 6.7a4.4 4.4 0 0 1 8.8 0c0 3-4.4 7.1-4.4 7.1' +
    'M8 8.1a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8',
  post: 'M8 13.5V6M5.500 13.500h5M6.200 2.500h3.600l1.400 3.500H4.800z',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  plus: 'M8 3v10M3 8h10',
  mic:
    'M8 2.5a1.9 1.9 0 0 1 1.9 1.9v3.2a1.9 1.9 0 0 1-3.8 0V4.4A1.9 1.9 0 0 1 8 2.5' +
    'M3.8 7.5a4.2 4.2 0 0 0 8.4 0M8 11.7v2',
  bell: 'M3.5 11.500h9l-1.200-1.700V7a3.3 3.3 0 0 0-6.600 0v2.800zM6.800 13.500h2.400',
  route: 'm13.5 2.500-4.200 11-2-4.800-4.800-2z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="gl-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
