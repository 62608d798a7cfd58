// The circulars of an area in the shell.
import { CircularsScreen } from '../../slices/circulars/web/circulars-screen.tsx';
import { circularHref } from './paths.ts';

export default function Circulars() {
  return <CircularsScreen circularHref={circularHref} />;
}
