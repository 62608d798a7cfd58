// The sound of something urgent: two short tones, made here so that no file has to be there. Browsers let a
// page sound only after it was touched: `unlock` is called at every touch until it plays, and before that
// `play` is silent. It follows the volume of the phone and never goes beyond it.

const TONES = [
  { hertz: 880, fromSeconds: 0 },
  { hertz: 660, fromSeconds: 0.22 },
] as const;
const TONE_SECONDS = 0.18;
/** Of what the phone is set to. */
const LOUDNESS = 0.6;

let context: AudioContext | undefined;

/** Within a touch or a key press. */
export async function unlockSound(): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
}

/** Whether it could be heard. */
export function playUrgent(): boolean {
  if (context?.state !== 'running') return false;
  const start = context.currentTime;
  for (const { hertz, fromSeconds } of TONES) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = start + fromSeconds;
    tone.frequency.value = hertz;
    // Up and down softly: a tone that is cut clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
  }
  return true;
}

/** Where the phone can, and the person has touched the page. */
export function vibrateUrgent(): void {
  // Browsers refuse it, and complain, before the first touch.
  if (typeof navigator.vibrate !== 'function' || navigator.userActivation?.hasBeenActive !== true) return;
  navigator.vibrate([300, 150, 300]);
}
