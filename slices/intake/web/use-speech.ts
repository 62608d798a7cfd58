// Voice to text where the browser itself offers it; elsewhere the button is not there. The sound never
// reaches our server. Some browsers send it to their maker: the person decides by pressing.
import { useEffect, useRef, useState } from 'react';
import { localeOf, type Language } from '../../../ui/words/language.tsx';

interface Heard {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}
interface Recogniser {
  lang: string;
  interimResults: boolean;
  onresult: ((heard: Heard) => void) | null;
  onerror: ((failed: { readonly error?: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}
type MakeRecogniser = new () => Recogniser;

function recogniserOf(): MakeRecogniser | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as {
    SpeechRecognition?: MakeRecogniser;
    webkitSpeechRecognition?: MakeRecogniser;
  };
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** Words of one breath follow those of the one before as in writing: Chinese after a comma, Latin letters
 *  after a space. */
export function spokenAfter(before: string, heard: string): string {
  if (before === '' || /\s$/u.test(before)) return before + heard;
  if (/\p{Script=Han}$/u.test(before)) return `${before}，${heard}`;
  return /[\p{Letter}\p{Number}\x20-\x7e]$/u.test(before) ? `${before} ${heard}` : before + heard;
}

/** Why nothing came of speaking; each has its own way on. */
export type SpeechTrouble = 'denied' | 'no_microphone' | 'no_service' | 'unheard' | 'unavailable';

/** By the names that browsers give; undefined: the person stopped it. */
const TROUBLES: Readonly<Record<string, SpeechTrouble | undefined>> = {
  'not-allowed': 'denied',
  'audio-capture': 'no_microphone',
  network: 'no_service',
  'no-speech': 'unheard',
  aborted: undefined,
};
const troubleOf = (error = ''): SpeechTrouble | undefined =>
  error in TROUBLES ? TROUBLES[error] : 'unavailable';

export interface Speech {
  readonly isOffered: boolean;
  readonly isListening: boolean;
  readonly trouble: SpeechTrouble | undefined;
  readonly toggle: () => void;
}

export function useSpeech(language: Language, onWords: (words: string) => void): Speech {
  const [isListening, setListening] = useState(false);
  const [trouble, setTrouble] = useState<SpeechTrouble>();
  const current = useRef<Recogniser>(undefined);
  const latest = useRef(onWords);
  latest.current = onWords;
  useEffect(() => () => current.current?.stop(), []);

  const start = (Make: MakeRecogniser) => {
    const recogniser = new Make();
    current.current = recogniser;
    recogniser.lang = localeOf(language);
    recogniser.interimResults = false;
    recogniser.onresult = ({ results }) => {
      const words = Array.from(results, (result) => result[0]?.transcript ?? '').join('');
      if (words.trim() !== '') latest.current(words.trim());
    };
    recogniser.onerror = ({ error }) => setTrouble(troubleOf(error));
    recogniser.onend = () => setListening(false);
    setTrouble(undefined);
    setListening(true);
    try {
      recogniser.start();
    } catch (error) {
      console.info('This browser offers to listen and does not.', error);
      setListening(false);
      setTrouble('unavailable');
    }
  };
  const Make = recogniserOf();
  return {
    isOffered: Make !== undefined,
    isListening,
    trouble,
    toggle: () => {
      if (isListening) current.current?.stop();
      else if (Make) start(Make);
    },
  };
}
