// The doors of the wall. Those of pairing carry a secret in a cookie, so they leave no receipt.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  AreaParams,
  Done,
  LetInBody,
  MyScreen,
  PlanBody,
  RoundBody,
  ScreenList,
  ScreenParams,
  StageBody,
  StageView,
  WallIndicators,
  WallNow,
} from '../core/contract.ts';
import { SCREEN_COOKIE, screenCookie } from '../core/pairing.ts';
import { arrangeWall, directWall, orderWall, readStage } from './direct-wall.ts';
import { askIn, findMine, letIn, listScreens, sendAway } from './pair-screen.ts';
import { readIndicators } from './read-indicators.ts';
import { readNow } from './read-now.ts';

const watching: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/wall/:areaPath/now',
    operation: 'wall.watch',
    summary: 'What a wall shows now: figures of the day, lamps by street, the running list, dots of the map',
    params: AreaParams,
    reply: WallNow,
    refusals: ['auth.not_allowed', 'wall.no_area', 'calendar.not_found'],
    handle: ({ tx, actor, params }) => readNow(tx, actor, params.areaPath),
  }),
  route({
    method: 'GET',
    url: '/api/wall/:areaPath/indicators',
    operation: 'wall.watch',
    summary: 'The indicators of this month against the same days of last year, each with its base',
    params: AreaParams,
    reply: WallIndicators,
    refusals: ['auth.not_allowed', 'wall.no_area', 'calendar.not_found'],
    handle: ({ tx, actor, params }) => readIndicators(tx, actor, params.areaPath),
  }),
  route({
    method: 'GET',
    url: '/api/wall/:areaPath/stage',
    operation: 'wall.watch',
    summary: 'The plan of a wall and what a director has chosen',
    params: AreaParams,
    reply: StageView,
    refusals: ['auth.not_allowed', 'wall.no_area'],
    handle: ({ tx, actor, params }) => readStage(tx, actor, params.areaPath),
  }),
];

const directing: readonly AnyRoute[] = [
  route({
    method: 'PUT',
    url: '/api/wall/:areaPath/stage',
    operation: 'wall.direct',
    summary: 'Choose the scene of a wall, and whether it stays',
    params: AreaParams,
    body: StageBody,
    reply: StageView,
    refusals: ['auth.not_allowed', 'wall.no_area', 'wall.no_scene', 'wall.not_below'],
    handle: ({ tx, actor, params, body }) => directWall(tx, actor, params.areaPath, body),
  }),
  route({
    method: 'PUT',
    url: '/api/wall/:areaPath/round',
    operation: 'wall.direct',
    summary: 'Choose in which order the scenes of a wall come, how long each stays, which take their turn',
    params: AreaParams,
    body: RoundBody,
    reply: StageView,
    refusals: ['auth.not_allowed', 'wall.no_area', 'wall.none_in_turn', 'wall.plan_changed'],
    handle: ({ tx, actor, params, body }) => orderWall(tx, actor, params.areaPath, body),
  }),
  route({
    method: 'PUT',
    url: '/api/wall/:areaPath/plan',
    operation: 'wall.arrange',
    summary: 'Arrange the scenes, layouts and places for video of a wall',
    params: AreaParams,
    body: PlanBody,
    reply: StageView,
    refusals: [
      'auth.not_allowed',
      'wall.no_area',
      'wall.scene_twice',
      'wall.none_in_turn',
      'wall.panel_outside',
      'wall.panels_overlap',
      'wall.plan_changed',
    ],
    handle: ({ tx, actor, params, body }) => arrangeWall(tx, actor, params.areaPath, body),
  }),
];

const pairing: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/wall/screens',
    operation: 'wall.pair',
    summary: 'A machine before a wall asks to be let in, and is told the code to show',
    reply: MyScreen,
    isIdempotent: false,
    perMinute: 20,
    handle: async ({ tx, request, response }) => {
      const { screen, token } = await askIn(tx, request.cookies[SCREEN_COOKIE]);
      response.header('cache-control', 'no-store');
      if (token !== undefined) response.header('set-cookie', screenCookie(token));
      return screen;
    },
  }),
  route({
    method: 'GET',
    url: '/api/wall/screens/mine',
    operation: 'wall.pair',
    summary: 'Whether this machine waits, is in, or is over',
    reply: MyScreen,
    handle: ({ tx, request, response }) => {
      response.header('cache-control', 'no-store');
      return findMine(tx, request.cookies[SCREEN_COOKIE]);
    },
  }),
  route({
    method: 'POST',
    url: '/api/wall/screens/let-in',
    operation: 'wall.let_in',
    summary: 'Let the machine in that shows this code, to watch one area',
    body: LetInBody,
    reply: Done,
    perMinute: 20,
    refusals: ['auth.not_allowed', 'wall.no_area', 'wall.code_unknown'],
    handle: async ({ tx, actor, body }) => {
      await letIn(tx, actor, body);
      return { isDone: true as const };
    },
  }),
  route({
    method: 'GET',
    url: '/api/wall/:areaPath/screens',
    operation: 'wall.list_screens',
    summary: 'Which machines watch an area, since when, and who let them in',
    params: AreaParams,
    reply: ScreenList,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, params }) => listScreens(tx, actor, params.areaPath),
  }),
  route({
    method: 'DELETE',
    url: '/api/wall/screens/:screenId',
    operation: 'wall.send_away',
    summary: 'Send a machine away; it falls silent within seconds',
    params: ScreenParams,
    reply: Done,
    refusals: ['auth.not_allowed', 'wall.no_screen'],
    handle: async ({ tx, actor, params }) => {
      await sendAway(tx, actor, params.screenId);
      return { isDone: true as const };
    },
  }),
];

export const wallRoutes: readonly AnyRoute[] = [...watching, ...directing, ...pairing];
