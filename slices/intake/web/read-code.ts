// Reads the QR code of a plate from a moving or a still picture: by the browser's own reader where there is
// one, else by a small decoder that is loaded when it is first needed. Nothing leaves the phone.

export type Seen = HTMLVideoElement | ImageBitmap;

/** What the code says; undefined where none is seen. */
export type ReadCode = (source: Seen) => Promise<string | undefined>;

interface DetectorClass {
  new (options: {
    readonly formats: readonly string[];
  }): {
    detect(source: Seen): Promise<readonly { readonly rawValue: string }[]>;
  };
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Codes fill a good part of the frame; more pixels cost time and find nothing more. */
const LONGEST_EDGE = 960;

async function nativeReader(): Promise<ReadCode | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return undefined;
  if (!(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return undefined;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (source) => (await detector.detect(source))[0]?.rawValue;
}

const sizeOf = (source: Seen) =>
  'videoWidth' in source
    ? { width: source.videoWidth, height: source.videoHeight }
    : { width: source.width, height: source.height };

function pixelsOf(source: Seen, canvas: HTMLCanvasElement): ImageData | undefined {
  const { width, height } = sizeOf(source);
  if (width === 0 || height === 0) return undefined;
  const share = Math.min(1, LONGEST_EDGE / Math.max(width, height));
  canvas.width = Math.round(width * share);
  canvas.height = Math.round(height * share);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen?.getImageData(0, 0, canvas.width, canvas.height);
}

async function ownReader(): Promise<ReadCode> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (source) => {
    const pixels = pixelsOf(source, canvas);
    if (!pixels) return undefined;
    try {
      return decodeQR(pixels);
    } catch (error) {
      // The decoder throws where it sees no code: that is its answer. Anything else is a bug of its own.
      if (error instanceof Error) return undefined;
      throw error;
    }
  };
}

export const codeReader = async (): Promise<ReadCode> => (await nativeReader()) ?? (await ownReader());
