// The live camera that looks for a plate's code. Modes: off → starting → looking → off (found, stopped or
// left), or denied, or none where the browser gives no live camera. The camera is let go as soon as it is not
// looked through.
import { useEffect, useRef, useState, type RefObject } from 'react';
import { codeReader } from './read-code.ts';

export type ScannerMode = 'off' | 'starting' | 'looking' | 'denied' | 'none';

const LOOK_EVERY_MS = 160;

export interface Scanner {
  readonly mode: ScannerMode;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly start: () => void;
  readonly stop: () => void;
}

const hasLiveCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

const letGo = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

async function look(video: HTMLVideoElement, onText: (text: string) => void, signal: AbortSignal) {
  const read = await codeReader();
  while (!signal.aborted) {
    const text = await read(video);
    if (signal.aborted) return;
    if (text !== undefined) onText(text);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export function useScanner(onText: (text: string) => void): Scanner {
  const [mode, setMode] = useState<ScannerMode>(() => (hasLiveCamera() ? 'off' : 'none'));
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onText);
  latest.current = onText;
  const isOn = mode === 'starting' || mode === 'looking';

  useEffect(() => {
    if (!isOn) return undefined;
    const leaving = new AbortController();
    const open = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (leaving.signal.aborted || !video.current) {
        letGo(stream);
        return;
      }
      leaving.signal.addEventListener('abort', () => letGo(stream), { once: true });
      video.current.srcObject = stream;
      await video.current.play();
      setMode('looking');
      await look(video.current, (text) => latest.current(text), leaving.signal);
    };
    open().catch((error: unknown) => {
      if (leaving.signal.aborted) return;
      console.info('No live camera.', error);
      const isNo = error instanceof DOMException && error.name === 'NotAllowedError';
      setMode(isNo ? 'denied' : 'none');
    });
    return () => leaving.abort();
  }, [isOn]);

  return { mode, video, start: () => setMode('starting'), stop: () => setMode('off') };
}
