// Places for video. An empty one says what it waits for; one whose stream is dead says so; nothing is ever
// shown in a stream's place.
import { useEffect, useRef, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { Icon } from '../../../ui/icon/icon.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Video } from '../core/plan.ts';
import { playWebRtc } from './play-webrtc.ts';
import { wallTexts } from './wall-texts.ts';

const AGAIN_MS = 5 * SECOND;
const HLS = 'application/vnd.apple.mpegurl';

type State = 'connecting' | 'playing' | 'dead';
interface StreamProps {
  readonly address: string;
  readonly name: string;
  readonly onState: (state: State) => void;
}

/** A still is asked for again every few seconds; an MJPEG stream is one picture that never ends. */
function Picture({ address, name, onState, isStill }: StreamProps & { readonly isStill: boolean }) {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isStill) return undefined;
    const timer = setInterval(() => setTurn((last) => last + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isStill]);
  const joint = address.includes('?') ? '&' : '?';
  return (
    <img
      src={isStill ? `${address}${joint}t=${turn}` : address}
      alt={name}
      onLoad={() => onState('playing')}
      onError={() => onState('dead')}
    />
  );
}

function Player({ address, name, onState, kind }: StreamProps & { readonly kind: 'hls' | 'webrtc' }) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onState);
  tell.current = onState;
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    if (kind === 'webrtc') return playWebRtc(address, element, (state) => tell.current(state));
    if (element.canPlayType(HLS) === '') {
      tell.current('dead');
      return undefined;
    }
    element.src = address;
    return () => element.removeAttribute('src');
  }, [address, kind]);
  return (
    <video
      ref={video}
      aria-label={name}
      muted
      autoPlay
      playsInline
      onPlaying={() => onState('playing')}
      onError={() => onState('dead')}
    />
  );
}

function Place({ video }: { video: Video }) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const [state, setState] = useState<State>('connecting');
  const { address, kind } = video;
  const name = language === 'zh' ? video.zh : video.en;
  const stream = { address: address ?? '', name, onState: setState };
  return (
    <li className="gl-wall-place" data-state={address === null ? 'waiting' : state}>
      {address === null || state === 'dead' ? (
        <p className="gl-wall-no-signal">
          <Icon name="camera" />
          {address === null ? t.waitsFor(kind.toUpperCase()) : t.noSignal}
        </p>
      ) : null}
      {address === null ? null : kind === 'image' || kind === 'mjpeg' ? (
        <Picture {...stream} isStill={kind === 'image'} />
      ) : (
        <Player {...stream} kind={kind} />
      )}
      <span className="gl-wall-place-name">{name}</span>
    </li>
  );
}

export function VideoPanel({ videos }: { videos: readonly Video[] }) {
  return (
    <ul className="gl-wall-places">
      {videos.map((video, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is its position on the wall
        <Place key={index} video={video} />
      ))}
    </ul>
  );
}
