// What a wall says no to, and how one goes on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const wallRefusals = {
  'wall.no_area': {
    status: 404,
    retryable: false,
    zh: '没有这个区域，请从指挥页面重新打开大屏。',
    en: 'There is no such area: open the wall again from the desk.',
  },
  'wall.no_scene': {
    status: 422,
    retryable: false,
    zh: '没有“{scene}”这个场景，请从列表中选择。',
    en: 'There is no scene “{scene}”: choose one of the list.',
  },
  'wall.not_below': {
    status: 422,
    retryable: false,
    zh: '聚焦的镇街须在大屏的区域之内，请重新选择。',
    en: 'The street in focus must lie in the area of the wall: choose another.',
  },
  'wall.scene_twice': {
    status: 422,
    retryable: false,
    zh: '场景“{scene}”出现了两次，请改名。',
    en: 'The scene “{scene}” stands there twice: rename one.',
  },
  'wall.none_in_turn': {
    status: 422,
    retryable: false,
    zh: '至少一个场景须参加轮播。',
    en: 'At least one scene must take its turn.',
  },
  'wall.panel_outside': {
    status: 422,
    retryable: false,
    zh: '场景“{scene}”（{layout}）的板块 {panel} 超出画面，画面为 12 列 12 行。',
    en: 'Panel {panel} of scene “{scene}” ({layout}) lies outside the twelve columns and rows.',
  },
  'wall.panels_overlap': {
    status: 422,
    retryable: false,
    zh: '场景“{scene}”（{layout}）的板块 {panel} 与另一块重叠或重复，请移开。',
    en: 'Panel {panel} of scene “{scene}” ({layout}) lies over another or stands there twice: move it.',
  },
  'wall.plan_changed': {
    status: 409,
    retryable: false,
    zh: '大屏方案已被别人修改，请重新载入后再改。',
    en: 'Somebody else has changed the plan of this wall: load it again, then change it.',
  },
  'wall.code_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这个配对码，或已过期。请以大屏上正在显示的配对码为准。',
    en: 'This code is not waiting, or has run out. Take the one that the wall shows now.',
  },
  'wall.no_screen': {
    status: 404,
    retryable: false,
    zh: '没有这块屏，或已经移除。',
    en: 'There is no such screen, or it has been sent away already.',
  },
} as const satisfies RefusalTable;
