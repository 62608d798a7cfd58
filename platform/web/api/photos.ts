// Sends one picture as it is (raw body, no form) and tells how far it has got. XMLHttpRequest, because fetch
// still reports no upload progress. The server reads place and time from the picture and strips the rest.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { failedReply, headersOf } from './api.ts';
import { WeatherError } from './errors.ts';
import type { Intent } from './intent.ts';

export interface SentPhoto {
  readonly id: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt?: Instant;
  readonly lon?: number;
  readonly lat?: number;
}

export interface PhotoOptions {
  readonly intent?: Intent;
  readonly signal?: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export const photoUrl = (id: string, size: 'thumb' | 'full' = 'thumb'): string =>
  `/api/photos/${encodeURIComponent(id)}?size=${size}`;

function readPhoto(text: string): SentPhoto {
  const { takenAt, ...photo } = JSON.parse(text) as Omit<SentPhoto, 'takenAt'> & {
    takenAt?: string | number | null;
  };
  const at = typeof takenAt === 'string' ? fromIso(takenAt) : (takenAt ?? undefined);
  return at === undefined ? photo : { ...photo, takenAt: at };
}

export function sendPhoto(picture: Blob, options: PhotoOptions = {}): Promise<SentPhoto> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/photos');
    const headers = { ...headersOf(true, options.intent), 'content-type': picture.type || 'image/jpeg' };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(new WeatherError('the picture was not sent'));
    request.onabort = () => reject(new DOMException('given up by the person', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(readPhoto(request.responseText));
        return;
      }
      const type = request.getResponseHeader('content-type') ?? '';
      const reply = new Response(request.responseText, {
        status: request.status,
        headers: { 'content-type': type },
      });
      failedReply(reply).then(reject, reject);
    };
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(picture);
  });
}
