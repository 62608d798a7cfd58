// The doors of components: the card, the searches of maps and reports, the import.
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  BoxQuery,
  BoxReply,
  CardParams,
  CardReply,
  CodeQuery,
  CodeReply,
  CountsQuery,
  CountsReply,
  GridQuery,
  GridReply,
  ImportParams,
  ImportQuery,
  ImportReply,
  NearestQuery,
  NearestReply,
} from '../core/contract.ts';
import { fileFault } from '../core/file-fault.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { importFile } from './import-file.ts';
import {
  componentCounts,
  componentsInBox,
  componentsInGrid,
  findByCode,
  nearestComponents,
} from './public.ts';
import { readCard } from './read-card.ts';
import { importRoutes } from './routes-imports.ts';
import { registerRoutes } from './routes-register.ts';
import { surveyRoutes } from './routes-survey.ts';

const searchRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/components/:id',
    operation: 'component.read',
    summary: 'The card of one component',
    params: CardParams,
    reply: CardReply,
    refusals: ['component.not_found'],
    perMinute: 300,
    handle: async ({ tx, params }) => readCard(tx, params.id),
  }),
  route({
    method: 'GET',
    url: '/api/components/nearest',
    operation: 'component.search',
    summary: 'Components around a point, nearest first',
    query: NearestQuery,
    reply: NearestReply,
    perMinute: 300,
    handle: async ({ tx, query }) => {
      const { lon, lat, ...rest } = query;
      return nearestComponents(tx, { ...rest, point: { lon, lat } });
    },
  }),
  route({
    method: 'GET',
    url: '/api/components/in-box',
    operation: 'component.search',
    summary: 'Components in a box of the map',
    query: BoxQuery,
    reply: BoxReply,
    perMinute: 600,
    handle: async ({ tx, query }) => {
      const { west, south, east, north, ...rest } = query;
      return componentsInBox(tx, { ...rest, box: { west, south, east, north } });
    },
  }),
  route({
    method: 'GET',
    url: '/api/components/in-grid',
    operation: 'component.search',
    summary: 'What stands in one grid, for a phone that looks for it without a network',
    query: GridQuery,
    reply: GridReply,
    perMinute: 600,
    handle: ({ tx, query }) => componentsInGrid(tx, query.gridPath),
  }),
  route({
    method: 'GET',
    url: '/api/components/counts',
    operation: 'component.search',
    summary: 'How many components of each class stand in an area',
    query: CountsQuery,
    reply: CountsReply,
    perMinute: 300,
    handle: async ({ tx, query }) => ({ classes: await componentCounts(tx, query.areaPath) }),
  }),
  route({
    method: 'GET',
    url: '/api/components/by-code',
    operation: 'component.search',
    summary: 'The component with this code, as read from its plate',
    query: CodeQuery,
    reply: CodeReply,
    refusals: ['component.not_found'],
    perMinute: 300,
    handle: async ({ tx, query }) =>
      (await findByCode(tx, query.districtId, query.code)) ?? throwRefusal('component.not_found'),
  }),
];

const importRoute = (declared: DeclaredClasses) =>
  route({
    method: 'POST',
    url: '/api/districts/:districtId/components/import',
    operation: 'component.import',
    summary:
      'Bring in components from CSV or GeoJSON; rows that are wrong come back with the way to mend them',
    params: ImportParams,
    query: ImportQuery,
    rawBody: ['text/csv', 'application/geo+json'],
    reply: ImportReply,
    refusals: [
      'component.file_unreadable',
      'component.file_projected', 'component.package_unfit',
      'component.too_many_rows',
      'auth.not_allowed',
    ],
    handle: async ({ tx, actor, params, query, lang, request }) =>
      importFile(tx, actor, {
        ...params,
        ...query,
        lang,
        declared,
        bytes: Buffer.isBuffer(request.body)
          ? request.body
          : throwRefusal('component.file_unreadable', fileFault('empty')),
      }),
  });

export const componentsRoutes = (declared: DeclaredClasses): readonly AnyRoute[] => [
  ...registerRoutes,
  ...surveyRoutes(declared),
  ...importRoutes,
  ...searchRoutes,
  importRoute(declared),
];
