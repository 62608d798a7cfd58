// Photos for thousands of reports: one small real JPEG, told apart by a comment in its header; a few carry
// enough behind their end to travel in several pieces. Decoders look at neither.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { PIECE_BYTES } from '../../platform/protocol.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function pictureMaker(): Promise<(name: string, isLarge: boolean) => ArrayBuffer> {
  const background = { r: 60, g: 120, b: 90 };
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return (name, isLarge) => {
    const words = Buffer.from(name, 'utf8');
    const comment = Buffer.from([0xff, 0xfe, 0, words.length + 2]);
    const tail = isLarge ? Buffer.alloc(PIECE_BYTES * 2, words.length) : Buffer.alloc(0);
    const whole = Buffer.concat([plain.subarray(0, 2), comment, words, plain.subarray(2), tail]);
    return new Uint8Array(whole).buffer;
  };
}
