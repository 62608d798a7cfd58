// Which things stand where: class code (GB/T 30428.2 numbering as in the default lists), metres between two
// along a road, metres from its middle. Data alone; the specialty is who looks after that class.
import type { CutKind } from './layout.ts';

export interface ComponentClass {
  readonly name: string;
  readonly specialty: string;
}

const ROWS = `
0101 上水井盖 water|0102 污水井盖 water|0103 雨水井盖 water|0104 雨水箅子 water|0106 路灯井盖 lighting
0110 热力井盖 heating|0111 燃气井盖 gas|0177 电力井盖 power|0176 通信井盖 telecom|0123 不明井盖 municipal_works
0171 消火栓 emergency|0127 通讯交接箱 telecom|0130 电力立杆 power|0137 路灯 lighting|0139 景观灯 lighting
0146 户外健身设施 municipal_works|0149 燃气调压站（箱） gas|0150 监控电子眼 public_security|0154 充电站（桩） power
0167 变压器（箱） power|0168 智能快递柜 property_company|0118 化粪池井盖 property_company|0152 休息亭 landscaping
0204 公交站亭（牌） transport|0212 路名牌 civil_affairs|0217 交通护栏 traffic_police|0220 人行横道桩 municipal_works
0225 非机动车停放点 urban_management|0281 交通标志牌 traffic_police|0282 交通信号灯 traffic_police
0301 公共厕所 sanitation|0305 垃圾箱（果皮箱、桶） sanitation|0308 宣传栏 urban_management|0395 垃圾分类投放点 sanitation
0401 古树名木 landscaping|0402 行道树 landscaping|0405 花钵花架 landscaping|0406 雕塑 landscaping
0407 街头座椅 landscaping|0408 绿地护栏 landscaping|0410 喷泉 landscaping|0507 水域护栏 water|0595 河长公示牌 water
0230 水域标示牌 water|0597 水闸泵站 water`;

export const CLASSES: ReadonlyMap<string, ComponentClass> = new Map(
  ROWS.trim().split(/[|\n]/).map((row) => {
    const [code = '', name = '', specialty = ''] = row.trim().split(' ');
    return [code, { name, specialty }] as const;
  }),
);

/** Class, spacing in metres on one side of the road, metres from the middle of the road. */
export type Thing = readonly [string, number, number];

const underground = (spacing: number): Thing[] => [
  ['0101', spacing, 3], ['0102', spacing * 0.8, 5], ['0103', spacing * 0.8, 7], ['0104', spacing * 0.6, 9.5],
  ['0111', spacing * 1.6, 4], ['0177', spacing * 1.8, 11], ['0176', spacing * 1.6, 12],
    ['0106', spacing * 3, 10.8],
];

export const ROAD_THINGS: Readonly<Record<Exclude<CutKind, 'river'>, readonly Thing[]>> = {
  arterial: [
    ...underground(150), ['0137', 42, 13], ['0402', 26, 14], ['0305', 140, 15], ['0171', 240, 15.5],
    ['0212', 700, 13.5], ['0281', 320, 12.6], ['0282', 900, 12.4], ['0204', 900, 14.6], ['0150', 420, 13.2],
    ['0217', 480, 2], ['0220', 520, 11.6], ['0407', 360, 16], ['0110', 500, 6], ['0127', 900, 16.5],
    ['0225', 600, 15.8], ['0405', 480, 16.8], ['0123', 2_600, 8],
  ],
  secondary: [
    ...underground(190), ['0137', 48, 9.5], ['0402', 32, 10], ['0305', 190, 11], ['0171', 320, 11.4],
    ['0212', 800, 9.8], ['0281', 480, 9.2], ['0204', 1_300, 10.6], ['0150', 700, 9.6], ['0225', 800, 11.6],
    ['0130', 420, 10.4], ['0127', 1_400, 12], ['0123', 3_600, 6],
  ],
  branch: [
    ['0101', 420, 2], ['0102', 300, 2.8], ['0103', 330, 3.6], ['0104', 240, 4.4], ['0111', 700, 3],
      ['0176', 900, 5],
    ['0137', 78, 5], ['0402', 85, 5.6], ['0305', 380, 6], ['0171', 640, 6.2], ['0212', 900, 5.2],
      ['0130', 340, 5.4],
    ['0281', 1_100, 4.8], ['0123', 5_200, 4],
  ],
};

export const RIVER_THINGS: readonly Thing[] = [
  ['0507', 90, 32], ['0139', 60, 36], ['0402', 30, 38], ['0407', 160, 40], ['0305', 180, 41],
    ['0230', 700, 33],
  ['0595', 1_800, 42], ['0597', 4_000, 34], ['0103', 260, 44],
];

/** Class and how many in a park. */
export const PARK_THINGS: readonly (readonly [string, number])[] = [
  ['0402', 34], ['0407', 16], ['0139', 14], ['0305', 10], ['0152', 2], ['0406', 1.4], ['0410', 0.8],
    ['0408', 6],
  ['0401', 1.2], ['0301', 1], ['0146', 3],
];

/** Class and how many in any other grid, on average. */
export const GRID_THINGS: readonly (readonly [string, number])[] = [
  ['0395', 2.4], ['0168', 1.3], ['0118', 3.2], ['0308', 0.9], ['0146', 1.1], ['0154', 0.7], ['0167', 0.8],
  ['0149', 0.6], ['0301', 0.35], ['0401', 0.04],
];
