// The doors of vector tiles: components and areas for everybody, cases for whoever may open them.
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { sendTile } from '../../../platform/server/tiles/send-tile.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Item } from '../../catalogue/core/catalogue.ts';
import type { Lamp } from '../../calendar/core/lamp.ts';
import { CaseTileQuery, ComponentTileQuery, TileParams } from '../core/contract-tiles.ts';
import { catalogueInForce } from '../../catalogue/server/public.ts';
import { areaTile } from './area-tile.ts';
import { caseTile } from './case-tile.ts';
import { componentTile } from './component-tile.ts';
import { endedTile, isOfEnded } from './ended-tile.ts';

/** A map of 30 tiles moved about for a minute, by a whole office behind one address. */
const TILES_PER_MINUTE = 12_000;
const EMPTY = '204 where nothing is drawn, 304 to whoever has it';

interface ItemsAsked {
  readonly itemCode?: readonly string[] | undefined;
  readonly classCode?: readonly string[] | undefined;
}

/** The items that are named, of the classes that are named, with each of their problems; undefined: all. */
async function itemsOf(tx: Tx, districtId: string, { itemCode, classCode }: ItemsAsked) {
  if (classCode === undefined) return itemCode;
  const lists = await catalogueInForce(tx, districtId);
  const classes = new Set(classCode);
  const isOf = ({ classCode: of, subclassCode }: Item): boolean =>
    classes.has(of) || (subclassCode !== null && classes.has(subclassCode));
  const codes = (isRefusal(lists) ? [] : lists.items().filter(isOf)).flatMap(({ code, problems }) =>
    [code, ...problems.map(({ number }) => `${code}.${number}`)]);
  return itemCode === undefined ? codes : codes.filter((code) => itemCode.includes(code));
}

export const tileRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/tiles/:districtId/components/:z/:x/:y',
    operation: 'component.search',
    summary: `A vector tile (MVT) of components: counts from afar, each of them from zoom 14; ${EMPTY}`,
    params: TileParams,
    query: ComponentTileQuery,
    reply: Type.Unknown(),
    perMinute: TILES_PER_MINUTE,
    handle: async ({ tx, params, query, request, response }) => {
      const { districtId, ...at } = params;
      const { classCode: classCodes, condition: conditions, unitId: unitIds, crs } = query;
      const filter = { classCodes, conditions, unitIds };
      return sendTile(await componentTile(tx, districtId, at, filter, crs), request, response, 'checked');
    },
  }),
  route({
    method: 'GET',
    url: '/api/tiles/:districtId/areas/:z/:x/:y',
    operation: 'area.read',
    summary: `A vector tile (MVT) of the areas in force, grids from zoom 13; ${EMPTY}`,
    params: TileParams,
    reply: Type.Unknown(),
    perMinute: TILES_PER_MINUTE,
    handle: async ({ tx, params, request, response }) => {
      const { districtId, ...at } = params;
      return sendTile(await areaTile(tx, districtId, at), request, response, 'checked');
    },
  }),
  route({
    method: 'GET',
    url: '/api/tiles/:districtId/cases/:z/:x/:y',
    operation: 'case.list',
    summary: `A vector tile (MVT) of the cases that the reader may see, open or ended on some days; ${EMPTY}`,
    params: TileParams,
    query: CaseTileQuery,
    reply: Type.Unknown(),
    perMinute: TILES_PER_MINUTE,
    refusals: ['geodata.period_invalid'],
    handle: async ({ tx, actor, params, query, request, response }) => {
      const { districtId, ...at } = params;
      const { state: states, lamp, unitId: unitIds, endedFrom, endedTo, isLate } = query;
      const itemCodes = await itemsOf(tx, districtId, query);
      const ended = { itemCodes, states, unitIds, endedFrom, endedTo, isLate };
      // What has ended has no lamp.
      if (isOfEnded(ended)) {
        const none = lamp ? { ...ended, states: [] } : ended;
        const drawn = orRefuse(await endedTile(tx, actor, districtId, at, none));
        return sendTile(drawn, request, response, 'never');
      }
      const filter = { itemCodes, states, lamps: lamp as Lamp[] | undefined, unitIds };
      return sendTile(await caseTile(tx, actor, districtId, at, filter), request, response, 'never');
    },
  }),
];
