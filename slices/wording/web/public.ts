// What other slices' screens may use of a city's own words.
export {
  phrasesFor,
  reasonFor,
  type StandardText,
  useWording,
  type Wording,
  wordingUrl,
} from './use-wording.ts';
