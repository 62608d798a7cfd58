// What the shells may use of administration.
export { subjectHref } from './subject-href.ts';
