// Where an export goes: straight to disk where the browser lets a page write a file that the person chose,
// else held until it is whole and handed over. What breaks off leaves no half file behind either way.
import { SECOND } from '../../../kernel/duration.ts';

interface FileHandle {
  createWritable(): Promise<WritableStream<Uint8Array>>;
  getFile(): Promise<{ readonly size: number }>;
  remove?(): Promise<void>;
}
interface PickOptions {
  readonly suggestedName: string;
  readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
}
type Picker = (options: PickOptions) => Promise<FileHandle>;

export type ExportFormat = 'xlsx' | 'csv';
const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

export interface ExportTarget {
  /** Takes the whole of the reply; throws where it broke off, and then nothing of it is kept. */
  readonly take: (reply: Response, name: string) => Promise<void>;
  /** Nothing will come: a file that was only named is taken away. */
  readonly drop: () => Promise<void>;
}

function handOver(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60 * SECOND);
}

const held: ExportTarget = {
  take: async (reply, name) => handOver(await reply.blob(), name),
  drop: async () => undefined,
};

const isNo = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Asks where to; throws AbortError where the person changed their mind. To be called within the press. */
export async function chooseTarget(format: ExportFormat, suggestedName: string): Promise<ExportTarget> {
  const pick = (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (!pick) return held;
  let file: FileHandle;
  try {
    file = await pick.call(window, {
      suggestedName,
      types: [{ accept: { [TYPES[format]]: [`.${format}`] } }],
    });
  } catch (error) {
    if (isNo(error)) throw error;
    // A browser that forbids it here, in a frame or by policy, can still hand over a whole file.
    return held;
  }
  // A file that was there before keeps what it had: only the empty one that naming made is taken away.
  const drop = async () => {
    if ((await file.getFile()).size === 0) await file.remove?.();
  };
  return {
    drop,
    take: async (reply) => {
      if (!reply.body) return;
      // A piece is written as soon as it comes; one that fails aborts it, and the file stays as it was.
      await reply.body.pipeTo(await file.createWritable());
    },
  };
}
