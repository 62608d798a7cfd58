// Mounts all slices on one HTTP application. A function, so that tests inject into the very same thing.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Served } from '../../platform/protocol.ts';
import type { Clock } from '../../platform/server/clock/clock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { buildApp } from '../../platform/server/http/app.ts';
import type { AnyRoute } from '../../platform/server/http/route.ts';
import { LiveHub } from '../../platform/server/live/hub.ts';
import { liveRoute } from '../../platform/server/live/live-route.ts';
import type { PushChannel } from '../../platform/server/push/push-channel.ts';
import type { Log } from '../../platform/server/log/log.ts';
import { areasExecutors } from '../../slices/areas/server/public.ts';
import { areasRoutes } from '../../slices/areas/server/routes.ts';
import { basemapRoutes } from '../../slices/basemap/server/routes.ts';
import { tileSourceRoutes } from '../../slices/basemap/server/routes-sources.ts';
import { briefsRoutes } from '../../slices/briefs/server/routes.ts';
import { calendarExecutors } from '../../slices/calendar/server/public.ts';
import { calendarRoutes } from '../../slices/calendar/server/routes.ts';
import { casesRoutes } from '../../slices/cases/server/routes.ts';
import { caseMapRoutes } from '../../slices/cases/server/routes-map.ts';
import { sheetRoutes } from '../../slices/cases/server/routes-sheet.ts';
import { catalogueExecutors, declaredComponentClasses } from '../../slices/catalogue/server/public.ts';
import { catalogueRoutes } from '../../slices/catalogue/server/routes.ts';
import type { ChangeExecutor } from '../../slices/changes/server/public.ts';
import { changesRoutes } from '../../slices/changes/server/routes.ts';
import { checkinRoutes } from '../../slices/checkin/server/routes.ts';
import { circularsRoutes } from '../../slices/circulars/server/routes.ts';
import { componentsRoutes } from '../../slices/components/server/routes.ts';
import { deskRoutes } from '../../slices/desk/server/routes.ts';
import { dutyRoutes } from '../../slices/duty/server/routes.ts';
import { evaluationExecutors } from '../../slices/evaluation/server/request-edition.ts';
import { evaluationRoutes } from '../../slices/evaluation/server/routes.ts';
import { featureRoutes } from '../../slices/geodata/server/routes-features.ts';
import { tileRoutes } from '../../slices/geodata/server/routes-tiles.ts';
import { intakeRoutes } from '../../slices/intake/server/routes.ts';
import { noticesRoutes } from '../../slices/notices/server/routes.ts';
import { peaceExecutors } from '../../slices/peace/server/public.ts';
import { peaceRoutes } from '../../slices/peace/server/routes.ts';
import {
  findActor,
  passwordGiverOf,
  peopleExecutors,
  type PeopleServices,
} from '../../slices/people/server/public.ts';
import { peopleRoutes } from '../../slices/people/server/routes.ts';
import { presenceRoutes } from '../../slices/presence/server/routes.ts';
import { PresenceWatch } from '../../slices/presence/server/watch.ts';
import { recheckRoutes } from '../../slices/recheck/server/routes.ts';
import { whatifRoutes } from '../../slices/whatif/server/routes.ts';
import { wordingRoutes } from '../../slices/wording/server/routes.ts';
import { wallRoutes } from '../../slices/wall/server/routes.ts';
import { makeCallers } from './callers.ts';
import { supervisionRoutes } from '../../slices/supervision/server/routes.ts';
import { heardBy, mayHear } from './may-hear.ts';
import { policy, refusals } from './parts.ts';
import { photoRoutes } from './photo-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

export interface MountParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: PhotoFiles;
  readonly people: PeopleServices;
  readonly log: Log;
  readonly version: string;
  readonly bodyLimitBytes: number;
  readonly isBehindProxy: boolean;
  readonly hasRateLimits: boolean;
  readonly checksReplies?: boolean;
  /** Which clients are understood; default this version's. */
  readonly serves?: Served;
  /** Default true. A server that does not follow the events must not take streams: they would stay silent,
   *  and open after their session is over. */
  readonly hasLive?: boolean;
  /** How phones are woken; left out, none are. */
  readonly push?: PushChannel;
  /** Servers of map tiles that may be called; none by default. */
  readonly tileHosts?: readonly string[];
}

type RouteParts = Pick<MountParts, 'files' | 'people' | 'push' | 'tileHosts'>;

/** What may wait for a second person, and how each slice makes it happen. */
const executors = (people: PeopleServices): readonly ChangeExecutor[] => [
  ...peopleExecutors(people),
  ...areasExecutors,
  ...calendarExecutors,
  ...catalogueExecutors,
  ...peaceExecutors,
  ...evaluationExecutors,
];

export const allRoutes = (parts: RouteParts): readonly AnyRoute[] => [
  ...peopleRoutes(parts.people),
  ...changesRoutes({ executors: executors(parts.people), actorOf: findActor, passwordGiverOf }),
  ...areasRoutes,
  ...basemapRoutes,
  ...tileSourceRoutes(parts.tileHosts ?? []),
  ...briefsRoutes,
  ...calendarRoutes,
  ...catalogueRoutes,
  ...componentsRoutes(declaredComponentClasses),
  ...casesRoutes,
  ...caseMapRoutes,
  ...checkinRoutes,
  ...circularsRoutes,
  ...deskRoutes,
  ...dutyRoutes,
  ...evaluationRoutes,
  ...featureRoutes,
  ...tileRoutes,
  ...intakeRoutes,
  ...noticesRoutes(parts.push),
  ...peaceRoutes,
  ...presenceRoutes,
  ...recheckRoutes,
  ...supervisionRoutes,
  ...wallRoutes,
  ...whatifRoutes,
  ...wordingRoutes,
  ...sheetRoutes(parts.files),
  ...photoRoutes(parts.files),
  ...uploadRoutes(parts.files),
];

export interface Mounted {
  readonly app: FastifyInstance;
  readonly hub: LiveHub;
  readonly presence: PresenceWatch;
}

export async function mount(parts: MountParts): Promise<Mounted> {
  const callers = makeCallers(parts);
  const app = await buildApp({
    ...parts,
    routes: allRoutes(parts),
    policy,
    refusals,
    authenticate: callers.authenticate,
  });
  const hub = new LiveHub({
    database: parts.database,
    clock: parts.clock,
    mayHear,
    heardBy: heardBy(parts.database),
    recheck: callers.recheck,
    onError: (error) => parts.log.error({ err: error }, 'the live stream stumbled'),
  });
  const listener = async ({ cookies, headers }: FastifyRequest) => {
    const { authorization } = headers;
    return callers.identify({
      cookies: cookies ?? {},
      ...(authorization ? { authorization } : {}),
      isWrite: false,
    });
  };
  if (parts.hasLive !== false) liveRoute(app, { hub, authenticate: listener });
  const presence = new PresenceWatch({
    database: parts.database,
    clock: parts.clock,
    hub,
    onError: (error) => parts.log.error({ err: error }, 'who is at which case could not be told'),
  });
  return { app, hub, presence };
}
