// Plays a WebRTC stream by WHEP: one offer is posted to the district's gateway, its answer is taken. It
// sends no picture and no sound. Returns how to stop.
type Told = 'playing' | 'dead';

export function playWebRtc(
  address: string,
  video: HTMLVideoElement,
  tell: (state: Told) => void,
): () => void {
  const line = new RTCPeerConnection();
  const stopped = new AbortController();
  line.addTransceiver('video', { direction: 'recvonly' });
  line.ontrack = ({ streams: [stream] }) => {
    video.srcObject = stream ?? null;
  };
  line.onconnectionstatechange = () => {
    if (line.connectionState === 'failed') tell('dead');
  };
  const open = async () => {
    const offer = await line.createOffer();
    await line.setLocalDescription(offer);
    const reply = await fetch(address, {
      method: 'POST',
      body: offer.sdp ?? '',
      signal: stopped.signal,
      headers: { 'content-type': 'application/sdp' },
    });
    if (!reply.ok) throw new Error(`the gateway said ${reply.status}`);
    await line.setRemoteDescription({ type: 'answer', sdp: await reply.text() });
  };
  open().catch((error: unknown) => {
    if (stopped.signal.aborted) return;
    console.info(`No stream from ${address}.`, error);
    tell('dead');
  });
  return () => {
    stopped.abort();
    line.close();
    video.srcObject = null;
  };
}
