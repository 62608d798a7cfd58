// Whether an empty store gets the demo district, and who can sign in there as what.
import { demoSignIns as listDemoSignIns, DEMO_PASSWORD } from '../../db/seed/demo/people.ts';
import { makeDemoDistrict } from '../../db/seed/demo/demo.ts';
import { hasDemo, seedDemo } from '../../db/seed/seed-demo.ts';
import { listDistricts } from '../../slices/areas/server/public.ts';
import type { Services } from './services.ts';

/** A store with a district of its own is left alone; a demo that was interrupted is finished. */
export async function seedIfEmpty(services: Services, onProgress: (words: string) => void): Promise<void> {
  const { database, config } = services;
  if (!config.hasDemo) return;
  const isStarted = await hasDemo(database);
  const districts = isStarted ? [] : await database.read(listDistricts);
  if (districts.length > 0) return;
  await seedDemo(database, {
    files: services.files,
    onProgress: (done, total, words) => onProgress(`demo ${done + 1}/${total}: ${words}`),
  });
}

export interface SignInLine {
  readonly login: string;
  readonly who: string;
  readonly password: string;
}

export async function demoSignIns(services: Services): Promise<SignInLine[]> {
  if (!(await hasDemo(services.database))) return [];
  const { people, units } = makeDemoDistrict();
  return listDemoSignIns(people, units).map((line) => ({
    login: line.login,
    who: `${line.who} · ${line.role} (${line.roleEn})`,
    password: DEMO_PASSWORD,
  }));
}

/** `01 汐桥街道 · 02 青桐街道 …`: whose sign-ins end in which number, for the lines above name but one of each. */
export function demoNumbers(): string {
  const { units } = makeDemoDistrict();
  return units
    .filter(({ kind, areaPath }) => kind === 'centre' && areaPath.split('.').length === 2)
    .map(({ areaPath, name }) => `${areaPath.slice(-2)} ${name.replace('综合指挥中心', '')}`)
    .join(' · ');
}
