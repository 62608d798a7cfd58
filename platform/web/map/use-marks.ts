// Keeps what a map sets apart up to date with its props, and its pictures drawn on demand.
import type { GeoJSONSource, Map as LibreMap } from 'maplibre-gl';
import { useEffect } from 'react';
import { drawLamp, LAMP_PIXEL_RATIO, lampOfImage } from './lamp-image.ts';
import type { Box } from './map-data.ts';
import type { MapProps } from './map.tsx';
import { chosenOf, spotsGeoJson } from './marks.ts';
import { drawMark, MARK_SOURCES } from './marks-style.ts';

const MARK_PIXEL_RATIO = 2;

/** Lamps, hatches and corners are drawn when a style first names them. */
export function drawImages(map: LibreMap): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    const lamp = lampOfImage(id);
    const image = lamp ? drawLamp(lamp) : drawMark(id);
    if (image) map.addImage(id, image, { pixelRatio: lamp ? LAMP_PIXEL_RATIO : MARK_PIXEL_RATIO });
  });
}

export function useMarks(map: LibreMap | undefined, { areas, chosen, marked, spots }: MapProps): void {
  useEffect(() => {
    map?.getSource<GeoJSONSource>(MARK_SOURCES.chosen)?.setData(chosenOf(areas, chosen));
  }, [map, areas, chosen]);
  useEffect(() => {
    if (!map || !marked) return undefined;
    const put = () => void map.getSource<GeoJSONSource>(MARK_SOURCES.marked)?.setData(marked);
    put();
    // The first ground asks for another style, which may still be on its way as more ground comes.
    map.on('style.load', put);
    return () => void map.off('style.load', put);
  }, [map, marked]);
  useEffect(() => {
    map?.getSource<GeoJSONSource>(MARK_SOURCES.spots)?.setData(spotsGeoJson(spots));
  }, [map, spots]);
}

const ROOM = { padding: 48, maxZoom: 18, animate: false } as const;

export function useLookAtBox(map: LibreMap | undefined, box: Box | undefined): void {
  useEffect(() => {
    if (!map || !box) return;
    const [west, south, east, north] = box;
    map.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      ROOM,
    );
  }, [map, box]);
}
