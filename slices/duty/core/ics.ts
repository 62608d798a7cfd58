// Writes a calendar file (RFC 5545): lines end in CRLF and are folded at 75 octets between characters, times
// are UTC, texts are escaped. No METHOD: so DTSTAMP says when an event was last changed (3.8.7.2), and the
// same rota is the same file, which a reader asks for by its ETag.
import { type Instant, toIso } from '../../../kernel/instant.ts';

export interface IcsEvent {
  /** The same for as long as the event is the same; unique in the world. */
  readonly uid: string;
  readonly changedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly description: string;
}

export interface IcsCalendar {
  readonly name: string;
  readonly events: readonly IcsEvent[];
}

const CRLF = '\r\n';
/** Without the line break (3.1). */
const MOST_OCTETS = 75;

const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};

/** A character of several octets is never cut in two; the space that a further line begins with counts. */
export function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const more = octetsOf(character);
    if (octets + more > MOST_OCTETS) {
      folded += `${CRLF} `;
      octets = 1;
    }
    folded += character;
    octets += more;
  }
  return folded;
}

/** TEXT (3.3.11): no control character but a tab may stand in one. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/** DATE-TIME in UTC (3.3.5, form 2). */
export const utc = (at: Instant): string => `${toIso(at).slice(0, 19).replace(/[-:]/g, '')}Z`;

const eventLines = (event: IcsEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(event.uid)}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `SUMMARY:${escapeText(event.summary)}`,
  ...(event.description === '' ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

export function writeCalendar({ name, events }: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gridloop//Duty rota//ZH',
    'CALSCALE:GREGORIAN',
    // RFC 7986, and what readers of before it look at.
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}${CRLF}`).join('');
}
