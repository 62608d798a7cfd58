// A Shapefile is four files that people choose together; they are sent as one: a zip without packing, made
// of parts of the files as they lie on the disk, so that nothing large is held.
const PART_SIGNATURE = 0x04034b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1980-01-01, the oldest that the format knows. */
const DATE = 0x0021;
const STRETCH = 4 * 1024 * 1024;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

async function crcOf(file: Blob): Promise<number> {
  let crc = 0xffffffff;
  for (let at = 0; at < file.size; at += STRETCH) {
    const bytes = new Uint8Array(await file.slice(at, at + STRETCH).arrayBuffer());
    for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

interface Packed {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

function header({ name, crc, size }: Packed): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(30));
  view.setUint32(0, PART_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, FLAGS, true);
  view.setUint16(12, DATE, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, size, true);
  view.setUint32(22, size, true);
  view.setUint16(26, name.length, true);
  return view.buffer;
}

function entry({ name, crc, size, offset }: Packed): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(46));
  view.setUint32(0, ENTRY_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, VERSION, true);
  view.setUint16(8, FLAGS, true);
  view.setUint16(14, DATE, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, size, true);
  view.setUint32(24, size, true);
  view.setUint16(28, name.length, true);
  view.setUint32(42, offset, true);
  return view.buffer;
}

function ending(count: number, size: number, offset: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return view.buffer;
}

export interface FileToSend {
  readonly name: string;
  readonly blob: Blob;
}

/** One file is sent as it is. */
export async function packFiles(files: readonly File[]): Promise<FileToSend | undefined> {
  const [first] = files;
  if (!first || files.length === 1) return first && { name: first.name, blob: first };
  const parts: BlobPart[] = [];
  const packed: Packed[] = [];
  let offset = 0;
  for (const file of files) {
    const one = {
      name: new TextEncoder().encode(file.name),
      crc: await crcOf(file),
      size: file.size,
      offset,
    };
    packed.push(one);
    parts.push(header(one), one.name, file);
    offset += 30 + one.name.length + file.size;
  }
  const list = packed.flatMap((one) => [entry(one), one.name]);
  const size = packed.reduce((sum, { name }) => sum + 46 + name.length, 0);
  const shp = files.find(({ name }) => /\.shp$/i.test(name)) ?? first;
  const blob = new Blob([...parts, ...list, ending(packed.length, size, offset)]);
  return { name: shp.name.replace(/\.[^.]+$/, '.zip'), blob };
}
