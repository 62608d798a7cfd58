// What the app may know of the wall: who a machine before it is.
export { makeWallSessions } from './wall-sessions.ts';
