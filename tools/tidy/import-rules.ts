// Who may know whom (house rules, the seven points). Rooms are folders; a slice's level is data in
// slices/order.ts. Knowledge downwards is an import; upwards and sideways it is an event.
import { SAME_LEVEL, SLICE_LEVELS } from '../../slices/order.ts';
import type { Import, Source } from './source.ts';
import type { Violation } from './violation.ts';

type Check = (target: string, isRelative: boolean) => boolean;

const LEVELS: Readonly<Record<string, number>> = SLICE_LEVELS;

export function maySliceKnow(from: string, to: string): boolean {
  const [own, other] = [LEVELS[from], LEVELS[to]];
  if (own === undefined || other === undefined) return false;
  return from === to || other < own || SAME_LEVEL.some((pair) => pair.from === from && pair.to === to);
}

/** The builder of schemas is the one package that pure rooms share. */
const CORE_PACKAGES = new Set(['@sinclair/typebox']);
const TEST_PACKAGES = new Set(['vitest', 'fast-check']);
/** The test database and the test application are built for tests of every room. */
const TEST_TARGETS = ['platform/server/db/test-database.ts', 'apps/server/test-app.ts'];

/** What both sides have agreed on, in the same words: pure, and no room of its own. */
const BOTH_SIDES = ['platform/protocol.ts', 'platform/picture-kind.ts'];

const within = (target: string, ...folders: string[]): boolean =>
  folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

const slicePart = (path: string): { slice: string; room: string; rest: string } | undefined => {
  const match = /^slices\/([^/]+)\/([^/]+)\/(.+)$/.exec(path);
  return match?.[1] && match[2] && match[3] ? { slice: match[1], room: match[2], rest: match[3] } : undefined;
};

function coreCheck(slice: string): Check {
  return (target, isRelative) => {
    if (!isRelative) return CORE_PACKAGES.has(target);
    const part = slicePart(target);
    if (part) return part.room === 'core' && maySliceKnow(slice, part.slice);
    return within(target, 'kernel');
  };
}

const publicFile = (rest: string): boolean => /^public\.tsx?$/.test(rest);

function serverCheck(slice: string): Check {
  return (target, isRelative) => {
    if (!isRelative) return true;
    const part = slicePart(target);
    if (part?.slice === slice) return part.room === 'core' || part.room === 'server';
    // The words of a lower core (types, limits) are as good as its public functions: core is pure.
    if (part)
      return (
        maySliceKnow(slice, part.slice) &&
        (part.room === 'core' || (part.room === 'server' && publicFile(part.rest)))
      );
    return within(target, 'kernel', 'platform/server', ...BOTH_SIDES, 'db/columns.ts', 'db/seed');
  };
}

function webCheck(slice: string): Check {
  return (target, isRelative) => {
    if (!isRelative) return !target.startsWith('node:');
    const part = slicePart(target);
    if (part?.slice === slice) return part.room === 'core' || part.room === 'web';
    if (part)
      return (
        maySliceKnow(slice, part.slice) &&
        (part.room === 'core' || (part.room === 'web' && publicFile(part.rest)))
      );
    return within(target, 'kernel', 'platform/web', ...BOTH_SIDES, 'ui');
  };
}

interface Room {
  readonly name: string;
  readonly may: Check;
  readonly instead: string;
}

const relativeIn =
  (...folders: string[]): Check =>
  (target, isRelative) =>
    !isRelative || within(target, ...folders);

function sliceRoom(path: string): Room | undefined {
  const part = slicePart(path);
  if (!part) return undefined;
  const { slice, room } = part;
  if (room === 'core') {
    return {
      name: `core of ${slice}`,
      may: coreCheck(slice),
      instead: 'core knows kernel, typebox and lower cores',
    };
  }
  if (room === 'server') {
    return {
      name: `server of ${slice}`,
      may: serverCheck(slice),
      instead: 'ask a lower slice through its server/public.ts; tell upwards by an event',
    };
  }
  return {
    name: `web of ${slice}`,
    may: webCheck(slice),
    instead: 'ask a lower slice through its web/public.ts',
  };
}

function roomOf(path: string): Room | undefined {
  if (within(path, 'kernel')) {
    return {
      name: 'kernel',
      may: (target, isRelative) => isRelative && within(target, 'kernel'),
      instead: 'kernel knows nobody',
    };
  }
  if (within(path, 'slices')) return sliceRoom(path);
  if (within(path, 'platform/server')) {
    const may = relativeIn('kernel', 'platform/server', ...BOTH_SIDES, 'db/columns.ts');
    return {
      name: 'platform/server',
      may,
      instead: 'the platform knows kernel and no slice; give it what it needs as an argument',
    };
  }
  if (within(path, 'platform/web')) {
    const may = relativeIn('kernel', 'platform/web', ...BOTH_SIDES, 'ui');
    return {
      name: 'platform/web',
      may,
      instead: 'the platform knows kernel and no slice; give it what it needs as an argument',
    };
  }
  if (within(path, 'platform'))
    return {
      name: 'what both sides share',
      may: (target, isRelative) => isRelative && within(target, 'kernel'),
      instead: 'what both sides share is pure',
    };
  if (within(path, 'ui'))
    return { name: 'ui', may: relativeIn('kernel', 'ui'), instead: 'ui takes data and callbacks' };
  if (within(path, 'apps/server')) {
    const may: Check = (target, isRelative) =>
      !isRelative || !/^(platform\/web|ui|slices\/[^/]+\/web)\//.test(target);
    return { name: 'apps/server', may, instead: 'the server mounts server rooms only' };
  }
  if (within(path, 'apps')) {
    const may: Check = (target, isRelative) =>
      !isRelative || !/^(platform\/server|apps\/server|slices\/[^/]+\/server)\//.test(target);
    return { name: 'web apps', may, instead: 'a screen asks the server over HTTP' };
  }
  return undefined;
}

const testMay = (imported: Import): boolean =>
  TEST_PACKAGES.has(imported.target) ||
  (imported.isRelative && (TEST_TARGETS.includes(imported.target) || within(imported.target, 'db/seed')));

export function checkImports(source: Source): Violation[] {
  const room = roomOf(source.path);
  const found: Violation[] = [];
  for (const imported of source.imports) {
    const { specifier, line } = imported;
    const add = (rule: string, what: string) => found.push({ rule, path: source.path, line, what });
    if (imported.isRelative && !/\.[a-z]+(\?.*)?$/.test(specifier)) {
      add('extension', `'${specifier}' lacks its extension: write .ts or .tsx`);
    }
    if (room && !room.may(imported.target, imported.isRelative) && !(source.isTest && testMay(imported))) {
      // Tests of pure rooms may read files: they are not what runs on a phone.
      if (source.isTest && imported.target.startsWith('node:')) continue;
      add('who-knows-whom', `${room.name} imports '${specifier}': ${room.instead}`);
    }
    if (imported.target === 'maplibre-gl' && !within(source.path, 'platform/web/map')) {
      add('map-library', "only platform/web/map imports 'maplibre-gl': use its components");
    }
    if (imported.target === 'idb' && !within(source.path, 'platform/web/outbox')) {
      add('device-storage', "only platform/web/outbox imports 'idb': use the outbox");
    }
    if (imported.isReExport && !/(^|\/)public\.tsx?$/.test(source.path)) {
      add('barrel', `re-exports '${specifier}': import it where it lies; only public.ts may pass things on`);
    }
  }
  return found;
}
