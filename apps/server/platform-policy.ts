// Rights to what the platform itself offers: photos and the live stream.
import type { PolicyRow } from '../../kernel/rights.ts';

export const platformPolicy: readonly PolicyRow[] = [
  {
    operation: 'photo.upload',
    who: ['public'],
    scope: 'anywhere',
    why: 'a citizen without an account reports with a photo; the rate is limited by address',
  },
  {
    operation: 'photo.upload_pieces',
    who: ['anyone_signed_in'],
    scope: 'self',
    why: 'a phone sends its shift over a bad line; only whoever began an upload may go on with it',
  },
  {
    operation: 'photo.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'the id of a photo can not be guessed and is shown only with the case or the code that carries it',
  },
  {
    operation: 'live.listen',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'a screen hears of changes; which topics is asked for each one',
  },
];
