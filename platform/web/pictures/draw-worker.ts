// Draws pictures smaller beside the page, so that a tap is never kept waiting. One message, one answer.
import { drawSmaller } from './draw-smaller.ts';

interface Seat {
  onmessage: ((event: MessageEvent<{ id: number; bytes: ArrayBuffer; type: string }>) => void) | null;
  postMessage(message: unknown, moved?: Transferable[]): void;
}
const seat = globalThis as unknown as Seat;

seat.onmessage = ({ data: { id, bytes, type } }) => {
  drawSmaller(new Blob([bytes], { type })).then(
    (drawn) => seat.postMessage({ id, drawn }, [drawn]),
    (error: unknown) => seat.postMessage({ id, failed: String(error) }),
  );
};
