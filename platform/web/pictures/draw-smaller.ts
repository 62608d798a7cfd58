// Draws a picture upright and smaller, as JPEG. Runs in a worker where the browser can draw there, else on
// the page; it is the same function. Throws where the browser can't decode the picture.
import { JPEG_QUALITY, scaledSize } from './scaled-size.ts';

type Canvas = OffscreenCanvas | HTMLCanvasElement;

const toBlob = (canvas: Canvas): Promise<Blob> =>
  'convertToBlob' in canvas
    ? canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })
    : new Promise((resolve, reject) => {
        const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('nothing was drawn')));
        canvas.toBlob(take, 'image/jpeg', JPEG_QUALITY);
      });

function canvasOf(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

export async function drawSmaller(picture: Blob): Promise<ArrayBuffer> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
  try {
    const { width, height } = scaledSize(bitmap);
    const canvas = canvasOf(width, height);
    const pen = canvas.getContext('2d') as
      | OffscreenCanvasRenderingContext2D
      | CanvasRenderingContext2D
      | null;
    if (!pen) throw new Error('this browser does not draw');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, width, height);
    return await (await toBlob(canvas)).arrayBuffer();
  } finally {
    bitmap.close();
  }
}
