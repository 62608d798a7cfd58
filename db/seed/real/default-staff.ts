// Who can sign in on the first day: one administrator of the district and one dispatcher in every centre,
// each with a password of its own that is shown once. Pure: the random bytes are an argument.
import type { Role } from '../../../kernel/rights.ts';
import type { PlainUnit } from './default-units.ts';

export interface FirstSignIn {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly unitCode: string;
  readonly unitName: string;
  readonly areaPath: string;
}

/** Read aloud and typed by hand: no i, l and o beside the digits. 32 signs, so five bits each. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz023456789';
const GROUPS = 4;
const GROUP = 4;
export const PASSWORD_BYTES = GROUPS * GROUP;

/** Eighty random bits in four groups: `k7mp-3xqa-9ztd-wh2c`. */
export function plainPassword(random: Uint8Array): string {
  const signs = [...random.subarray(0, PASSWORD_BYTES)].map((byte) => SIGNS.charAt(byte & 31)).join('');
  return (signs.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

const person = (
  centre: PlainUnit,
  role: Role,
  word: string,
  login: string,
  random: (bytes: number) => Uint8Array,
): FirstSignIn => ({
  login,
  password: plainPassword(random(PASSWORD_BYTES)),
  name: `${centre.name}${word}`,
  role,
  unitCode: centre.code,
  unitName: centre.name,
  areaPath: centre.areaPath,
});

export function firstSignIns(
  centres: readonly PlainUnit[],
  random: (bytes: number) => Uint8Array,
): FirstSignIn[] {
  return centres.flatMap((centre) => {
    const code = centre.areaPath.replaceAll('.', '');
    const dispatcher = person(centre, 'dispatcher', '派遣员', `dispatcher.${code}`, random);
    if (centre.areaPath.includes('.')) return [dispatcher];
    return [person(centre, 'administrator', '管理员', `admin.${code}`, random), dispatcher];
  });
}
