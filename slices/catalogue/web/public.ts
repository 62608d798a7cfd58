// What other slices' screens may use of the catalogue.
export {
  type ItemWords,
  itemWordsUrl,
  type ListedEntry,
  type ListedItem,
  useItemWords,
} from './item-words.ts';
export { ListsWorkshop } from './lists-workshop.tsx';
