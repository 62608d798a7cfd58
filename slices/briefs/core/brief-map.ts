// A map of a brief as it is kept: the outlines of the areas below, what is written on them, and how dark each
// is. All that is drawn stands here, so a page of last year shows last year's borders. Nothing nearer than an
// area is on it. Pure.
import { type Static, Type } from '@sinclair/typebox';

const Whole = Type.Integer();

/** A word on the map; moved aside it has a line to the place that it means. */
const Label = Type.Object({
  text: Type.String(),
  x: Whole,
  y: Whole,
  lineTo: Type.Optional(Type.Object({ x: Whole, y: Whole })),
});
export type Label = Static<typeof Label>;

const Shade = Type.Integer({ minimum: 0, maximum: 5 });

/** One figure of all areas. */
const MapView = Type.Object({
  title: Type.String(),
  /** 0: there is nothing to divide by; 1: none; from 2 on the more the darker. */
  legend: Type.Array(Type.Object({ shade: Shade, text: Type.String() })),
  /** Of each area, in their order. */
  shades: Type.Array(Shade),
  values: Type.Array(Type.String()),
});
export type MapView = Static<typeof MapView>;

export const BriefMap = Type.Object({
  width: Whole,
  height: Whole,
  fontSize: Whole,
  /** `path`: as SVG writes it, in whole units of the map. */
  areas: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), path: Type.String() })),
  labels: Type.Array(Label),
  /** What the numbers on it stand for, where an area has no room for its name. */
  numbers: Type.Array(Type.Object({ text: Type.String(), name: Type.String() })),
  views: Type.Array(MapView),
  /** What could not be drawn. */
  note: Type.Union([Type.String(), Type.Null()]),
});
export type BriefMap = Static<typeof BriefMap>;

/** `1 东城街道，2 南城街道`; empty where every area bears its name. */
export const numbersWords = ({ numbers }: BriefMap): string =>
  numbers.map(({ text, name }) => `${text} ${name}`).join('，');

/** The same in words, for whoever does not see it: which areas are of which shade, the most first. */
export function wordsOfView({ areas }: BriefMap, { title, legend, shades }: MapView): string {
  const told = legend.toReversed().flatMap(({ shade, text }) => {
    const names = areas.filter((_, index) => shades[index] === shade).map(({ name }) => name);
    return names.length === 0 ? [] : [`${text}：${names.join('、')}`];
  });
  return `${title}。${told.join('；')}。`;
}
