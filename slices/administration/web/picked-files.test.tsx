// @vitest-environment jsdom
// A file of areas on its way: how far it is, and a way to stop; what it says of its coordinates is shown, and
// only what it does not say is asked for.
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { PickedFiles } from './picked-files.tsx';
import { useAreaFiles, useCrs } from './use-area-files.ts';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Form() {
  const files = useAreaFiles();
  const crs = useCrs(files.files);
  return (
    <>
      <PickedFiles files={files} crs={crs} />
      <p>{crs.whyNot ?? `sends ${crs.crs}`}</p>
    </>
  );
}

const shown = () =>
  render(
    <SpeakIn language="en">
      <Form />
    </SpeakIn>,
  );
const pick = (...files: File[]) =>
  fireEvent.change(screen.getByLabelText('Choose files'), { target: { files } });

const ring = (x: number, y: number, size: number) => [
  [x, y],
  [x, y + size],
  [x + size, y],
  [x, y],
];
const geojson = (name: string, corner: readonly [number, number, number], system?: string) => {
  const geometry = { type: 'Polygon', coordinates: [ring(...corner)] };
  const features = [{ type: 'Feature', properties: { code: '1', name }, geometry }];
  const crs = system ? { crs: { type: 'name', properties: { name: system } } } : {};
  return new File([JSON.stringify({ type: 'FeatureCollection', ...crs, features })], `${name}.geojson`);
};
const METRES = [602_062, 3_303_364, 500] as const;
const DEGREES = [106, 30, 0.1] as const;

test('while it is read the share is shown; stopped, nothing of it is taken', async () => {
  const file = geojson('grid', DEGREES);
  let goOn = () => undefined as undefined;
  const held = new Promise<ArrayBuffer>((resolve) => {
    goOn = () => void resolve(new ArrayBuffer(0));
  });
  file.slice = () => ({ arrayBuffer: () => held }) as unknown as Blob;
  shown();
  pick(file);
  const progress = await screen.findByRole('progressbar', { name: 'Reading, 0%' });
  expect(progress.getAttribute('value')).toBe('0');
  expect(screen.getByRole('status').textContent).toBe('Reading…');
  fireEvent.click(screen.getByRole('button', { name: 'Stop reading' }));
  await act(async () => goOn());
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(screen.queryAllByRole('listitem')).toEqual([]);
  pick(geojson('again', DEGREES));
  await screen.findByRole('listitem', { name: 'again.geojson' });
});

test('metres of a survey say their system; beside degrees in GCJ-02 they are not sent', async () => {
  shown();
  pick(geojson('grid', METRES, 'EPSG:4544'));
  await screen.findByText('System: EPSG:4544, along 105° E; converted to WGS 84');
  expect(screen.queryByLabelText('Coordinates')).toBeNull();
  screen.getByText('sends WGS84');
  pick(geojson('street', DEGREES));
  fireEvent.change(await screen.findByLabelText('Coordinates'), { target: { value: 'GCJ02' } });
  screen.getByText(/Files in metres are WGS 84 by now/);
  fireEvent.change(screen.getByLabelText('Coordinates'), { target: { value: 'WGS84' } });
  screen.getByText('sends WGS84');
});

test('what can’t be told or read says what to do', async () => {
  shown();
  pick(geojson('metres', METRES), geojson('zone', METRES, 'EPSG:4524'), new File(['x'], 'x.gpkg'));
  const words = (await screen.findByRole('alert')).textContent;
  expect(words).toContain('metres.geojson: It is in metres and names no system.');
  expect(words).toContain('System “EPSG:4524”. Its numbers don’t fit');
  expect(words).toContain('x.gpkg: It is no GeoPackage');
  expect(words).not.toMatch(/[{}]/);
});
