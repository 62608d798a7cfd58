// @vitest-environment jsdom
// Drawing around places without a pointer, on a map that only knows its middle.
import { cleanup, fireEvent, renderHook } from '@testing-library/react';
import type { Map as LibreMap } from 'maplibre-gl';
import { afterEach, expect, test, vi } from 'vitest';
import type { Point } from '../../../kernel/geo.ts';
import type { MapProps } from './map.tsx';
import { useDrawing } from './use-drawing.ts';

afterEach(cleanup);

const nothing = { enable: () => undefined, disable: () => undefined };

function drawn() {
  const canvas = document.createElement('div');
  const middle = { lng: 120.1, lat: 31.2 };
  const map = {
    getCanvasContainer: () => canvas,
    getCenter: () => middle,
    dragPan: nothing,
    doubleClickZoom: nothing,
  } as unknown as LibreMap;
  const onClose = vi.fn();
  const latest = { current: { label: '地图' } as MapProps };
  const tell = (corners: readonly Point[]) => {
    latest.current = { label: '地图', drawing: { corners, onCorners: tell, onClose } };
  };
  tell([]);
  renderHook(() => useDrawing(map, latest, true));
  const corners = () => latest.current.drawing?.corners ?? [];
  return { canvas, middle, corners, onClose };
}

test('Enter puts a corner under the cross, Backspace takes it back, Ctrl and Enter close the line', () => {
  const { canvas, middle, corners, onClose } = drawn();
  fireEvent.keyDown(canvas, { key: 'Enter' });
  middle.lng = 120.2;
  fireEvent.keyDown(canvas, { key: 'Enter' });
  expect(corners()).toEqual([
    { lon: 120.1, lat: 31.2 },
    { lon: 120.2, lat: 31.2 },
  ]);
  fireEvent.keyDown(canvas, { key: 'Backspace' });
  expect(corners()).toHaveLength(1);
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(canvas, { key: 'Enter', ctrlKey: true });
  expect(onClose).toHaveBeenCalledOnce();
  expect(corners()).toHaveLength(1);
});
