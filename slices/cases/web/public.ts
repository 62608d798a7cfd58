// What other slices' screens and the shells may use of cases.
export { type ActionFormProps, ActionForm, capital } from './action-form.tsx';
export { CaseFacts, itemName } from './case-facts.tsx';
export { CaseBeforeAfter, CasePhotos } from './case-photos.tsx';
export {
  askWords,
  CHANNEL_CODES,
  channelWords,
  codeWords,
  countWords,
  pauseWords,
  pushWords,
  stageWords,
  STATES,
  stateWords,
  verifierWords,
} from '../core/case-words.ts';
export { useAreaChoices } from './area-choices.ts';
export { DEFAULT_WORDS as DEFAULT_PUSH_WORDS, PUSH_KINDS } from './leader-texts.ts';
export { bodyOfPush, BY_RULE, choiceWords, type PushDraft } from './push-draft.ts';
export { mayLead, type PushItem, usePushes } from './use-leader.ts';
export { CaseTimeline, nameIn } from './case-timeline.tsx';
export { LampFor, lampNow, type LampSource } from './lamp-for.tsx';
export { OfferedPhrases } from './offered-words.tsx';
export { PhotoField } from './photo-field.tsx';
export { beforeAfter, photosOf, stepWords } from './step-words.ts';
export { useItemOptions, useUnitOptions } from './find-options.ts';
export {
  type Ability,
  type AbilityField,
  type Act,
  type Acted,
  actOn,
  type Body,
  type CaseListItem,
  type CaseView,
  type HistoryCheck,
  madeOld,
  type Proposal,
  report,
  staleAfterAct,
  type StepView,
  useCase,
  useCases,
  useCasesLive,
  useHistoryCheck,
  useProposal,
  type View,
} from './use-cases.ts';
