// Who can sign in on the first day, so that a case can go all the way round: one administrator of the
// district, one dispatcher in every centre, one inspector in every community, one handler in every other
// unit; each with a password of its own that is shown once. Pure: the random bytes are an argument.
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

type Random = (bytes: number) => Uint8Array;

const person = (unit: PlainUnit, role: Role, word: string, login: string, random: Random): FirstSignIn => ({
  login,
  password: plainPassword(random(PASSWORD_BYTES)),
  name: `${unit.name}${word}`,
  role,
  unitCode: unit.code,
  unitName: unit.name,
  areaPath: unit.areaPath,
});

function ofCentre(centre: PlainUnit, random: Random): FirstSignIn[] {
  const code = centre.areaPath.replaceAll('.', '');
  const dispatcher = person(centre, 'dispatcher', '派遣员', `dispatcher.${code}`, random);
  const level = centre.areaPath.split('.').length;
  if (level === 1) return [person(centre, 'administrator', '管理员', `admin.${code}`, random), dispatcher];
  if (level === 2) return [dispatcher];
  return [dispatcher, person(centre, 'inspector', '巡查员', `inspector.${code}`, random)];
}

/** `SANITATION-330103001` → `sanitation.330103001`. */
const loginOf = (unit: PlainUnit): string => {
  const at = unit.code.lastIndexOf('-');
  return `${unit.code.slice(0, at)}.${unit.code.slice(at + 1)}`.toLowerCase();
};

export const firstSignIns = (units: readonly PlainUnit[], random: Random): FirstSignIn[] =>
  units.flatMap((unit) =>
    unit.kind === 'centre'
      ? ofCentre(unit, random)
      : [person(unit, 'handler', '处置员', loginOf(unit), random)],
  );
