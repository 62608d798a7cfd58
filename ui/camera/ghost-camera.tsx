// A live camera with the picture taken before laid over it, half seen through, so that the same corner is
// photographed again. Modes: asking (the browser asks the person) → live → taken; or unavailable, where the
// system's own camera is the way. The lens is let go whenever this is closed.
import { useEffect, useRef, useState } from 'react';
import { Button } from '../button/button.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import type { Taken } from './camera.tsx';
import './ghost-camera.css';

const texts = defineTexts({
  zh: {
    title: '对着处置前的照片拍',
    asking: '正在打开相机…',
    shoot: '拍照',
    ghostOn: '显示叠影',
    ghostOff: '关闭叠影',
    close: '不拍了',
    unavailable: '浏览器不能在这里打开镜头（可能未授权）。请关闭后用“系统相机”拍照。',
  },
  en: {
    title: 'Take it as it was before',
    asking: 'Opening the camera…',
    shoot: 'Take the photo',
    ghostOn: 'Show the ghost',
    ghostOff: 'Hide the ghost',
    close: 'Close',
    unavailable:
      'The browser can’t open the lens here (perhaps it is not allowed to). Close this and use the phone’s ' +
      'own camera.',
  },
});

/** Whether this browser could show a live picture at all; it needs https. */
export const hasLiveCamera = (): boolean =>
  typeof navigator !== 'undefined' &&
  typeof (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia === 'function';

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1440 } },
};
const QUALITY = 0.9;

/** The picture as the lens shows it now. */
async function grab(video: HTMLVideoElement): Promise<Taken> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!blob || blob.size === 0) throw new Error('the camera gave an empty picture');
  return { bytes: await blob.arrayBuffer(), type: 'image/jpeg' };
}

type Mode = 'asking' | 'live' | 'unavailable';

function useLens(): { readonly mode: Mode; readonly video: React.RefObject<HTMLVideoElement | null> } {
  const [mode, setMode] = useState<Mode>('asking');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isHere = true;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
      const view = video.current;
      if (!isHere || !view) return stop();
      view.srcObject = stream;
      await view.play();
      if (isHere) setMode('live');
    };
    open().catch((error: unknown) => {
      console.info('The lens can’t be opened here.', error);
      stop();
      if (isHere) setMode('unavailable');
    });
    return () => {
      isHere = false;
      stop();
    };
  }, []);
  return { mode, video };
}

export interface GhostCameraProps {
  /** The address of the picture taken before. */
  readonly before: string;
  readonly onTaken: (taken: Taken) => void;
  readonly onUnreadable: () => void;
  readonly onClose: () => void;
}

export function GhostCamera({ before, onTaken, onUnreadable, onClose }: GhostCameraProps) {
  const t = useText(texts);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isGhost, setGhost] = useState(true);
  const { mode, video } = useLens();
  useEffect(() => dialog.current?.showModal(), []);
  const shoot = () => {
    if (!video.current) return;
    grab(video.current).then((taken) => {
      onTaken(taken);
      onClose();
    }, onUnreadable);
  };
  return (
    <dialog ref={dialog} className="gl-ghost-camera" aria-label={t.title} onClose={onClose}>
      <div className="gl-ghost-view">
        <video ref={video} playsInline muted aria-label={t.title} />
        {isGhost && mode === 'live' ? <img src={before} alt="" /> : null}
        {mode === 'live' ? null : <p role="status">{mode === 'asking' ? t.asking : t.unavailable}</p>}
      </div>
      <div className="gl-ghost-buttons">
        <Button size="large" onClick={() => dialog.current?.close()}>
          {t.close}
        </Button>
        {mode === 'live' ? (
          <>
            <Button size="large" tone="primary" icon="camera" onClick={shoot}>
              {t.shoot}
            </Button>
            <Button size="large" onClick={() => setGhost(!isGhost)}>
              {isGhost ? t.ghostOff : t.ghostOn}
            </Button>
          </>
        ) : null}
      </div>
    </dialog>
  );
}
