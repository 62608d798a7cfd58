// The formats, on a few rows written for this test: what is read, what is told, and that nothing vanishes.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readReports } from './formats.ts';
import { digestOf, keyOf } from './report.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('events of grid workers keep their place and words; one without a place is told', () => {
  const events = [
    { id: 7, text: '楼道堆物', place: '东门 3 幢', lon: 106.01, lat: 29.8 },
    { id: 8, text: '电线下垂', place: '', lon: null, lat: null },
    { id: 9, text: ' ', lon: 106.01, lat: 29.8 },
  ];
  const read = readReports('grid-events', bytes(JSON.stringify(events)));
  expect(read.reports).toEqual([
    {
      row: 1,
      staffChannel: 'department',
      publicChannel: 'citizen',
      words: '楼道堆物',
      address: '东门 3 幢',
      point: { lon: 106.01, lat: 29.8 },
      isItemAsked: true,
    },
  ]);
  expect(read.unreadable).toEqual([
    { row: 2, why: 'no lon and lat' },
    { row: 3, why: 'no text' },
  ]);
});

test('letters are title and text, packed or not, with commas, quotes and line breaks inside', () => {
  const table =
    '\uFEFFid,title,time,text\n1,路灯,2020-01-01,"晚上不亮，""很黑""\n请修"\n2,,2020-01-02,\n3,只有题,2020-01-03,\n';
  const read = readReports('messages', gzipSync(bytes(table)));
  expect(read).toEqual(readReports('messages', bytes(table)));
  expect(read.reports.map(({ row, words }) => [row, words])).toEqual([
    [1, '路灯\n晚上不亮，"很黑"\n请修'],
    [3, '只有题'],
  ]);
  expect(read.reports[0]?.point).toBeUndefined();
  expect(read.unreadable).toEqual([{ row: 2, why: 'neither title nor text' }]);
});

test('Boston requests come with the item their type means, or with none, by the channel they came', () => {
  const table = [
    'id,title,type,street,lat,lon,channel',
    '1,Street Light Outages,Street Light Outages,1 A St,42.3,-71.1,Constituent Call',
    '2,Bed bugs upstairs,Bed Bugs,,42.31,-71.09,Self Service',
    '3,,Pothole Repair (Internal),,,,Employee Generated',
  ].join('\n');
  const { reports, unreadable } = readReports('boston311', bytes(table));
  expect(reports.map(({ words, itemCode, staffChannel }) => ({ words, itemCode, staffChannel }))).toEqual([
    { words: 'Street Light Outages', itemCode: 'C0137', staffChannel: 'hotline' },
    { words: 'Bed bugs upstairs (Bed Bugs)', itemCode: undefined, staffChannel: 'open311' },
  ]);
  expect(unreadable).toEqual([{ row: 3, why: 'no lon and lat' }]);
});

test('a file of another kind is refused as a whole', () => {
  expect(() => readReports('grid-events', bytes('{"features":[]}'))).toThrow('a list of events');
  expect(() => readReports('letters', bytes('[]'))).toThrow('grid-events, messages, boston311');
  expect(() => readReports('messages', new Uint8Array([0xd6, 0xd0, 0x0a]))).toThrow();
});

test('a key follows from file and row alone, and suits the server', () => {
  const digest = digestOf(bytes('a file'));
  expect(keyOf(digest, 12)).toBe(keyOf(digestOf(bytes('a file')), 12));
  expect(keyOf(digest, 12)).not.toBe(keyOf(digestOf(bytes('another')), 12));
  expect(keyOf(digest, 12)).toMatch(/^[\x21-\x7e]{8,100}$/);
});
