// What the app makes happen once a second person agrees.
export { peaceExecutors } from './put-in-force.ts';
