// A file on its way to the server, piece by piece: what is safe is not sent again, a piece that met bad
// weather is tried once more by whoever presses again.
import { api, ask, headersOf, readReply } from '../../../platform/web/api/api.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { ImportView } from '../core/contract-imports.ts';
import type { FileToSend } from './pack-files.ts';

const MOST_NAME = 200;

export interface SendWays {
  readonly signal: AbortSignal;
  readonly onShare: (share: number) => void;
}

async function putPiece(id: string, number: number, blob: Blob, signal: AbortSignal): Promise<void> {
  const headers = { ...headersOf(true, newIntent()), 'content-type': 'application/octet-stream' };
  const url = `/api/component-imports/${id}/pieces/${number}`;
  await readReply(await ask(url, { method: 'PUT', headers, body: blob, signal }));
}

/** The import as it stands once all is there. Throws RefusedError, WeatherError, AbortError. */
export async function sendImport(
  districtId: string,
  { name, blob }: FileToSend,
  { signal, onShare }: SendWays,
): Promise<ImportView> {
  const begun = await api.post<ImportView>(
    `/api/districts/${districtId}/component-imports`,
    // What a list shows of it; its ending says more than how it begins.
    { fileName: name.slice(-MOST_NAME), bytes: blob.size },
    { signal },
  );
  for (let number = 0; number < begun.pieces; number += 1) {
    const from = number * begun.pieceBytes;
    await putPiece(begun.id, number, blob.slice(from, from + begun.pieceBytes), signal);
    onShare((number + 1) / begun.pieces);
  }
  return api.get<ImportView>(`/api/component-imports/${begun.id}`, { signal });
}
