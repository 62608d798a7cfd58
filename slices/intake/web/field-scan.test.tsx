// @vitest-environment jsdom
// A plate is scanned or its number typed: what can't be one is told in words that fit how it came.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FieldScan } from './field-scan.tsx';

beforeEach(() => {
  class Detector {
    static getSupportedFormats = async () => ['qr_code'];
    detect = async () => [{ rawValue: 'https://example.org/menu' }];
  }
  vi.stubGlobal('BarcodeDetector', Detector);
  vi.stubGlobal('createImageBitmap', async () => ({ close: () => undefined }));
  render(<FieldScan districtId="990101" gridPaths={[]} onFound={() => undefined} />);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the code of a menu on the wall is no plate, and is told as such', async () => {
  const picture = new File([new Uint8Array([1])], 'qr.jpg', { type: 'image/jpeg' });
  await userEvent.upload(screen.getByLabelText('拍二维码'), picture);
  expect(await screen.findByText(/这不是部件铭牌上的二维码/)).toBeDefined();
});

test('a number that is too short is compared with the plate', async () => {
  await userEvent.type(screen.getByLabelText(/部件编号/), '123');
  await userEvent.click(screen.getByRole('button', { name: '查找' }));
  expect(await screen.findByText(/部件编号是 16 位数字/)).toBeDefined();
});
