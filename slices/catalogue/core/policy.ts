// Who may read, import, check and publish the two lists.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const cataloguePolicy: readonly PolicyRow[] = [
  {
    operation: 'catalogue.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'a citizen may know what can be reported, who must act and within what time',
  },
  {
    operation: 'catalogue.versions',
    who: ['administrator', 'analyst', 'leader', 'dispatcher'],
    scope: 'own_area',
    why: 'those who work by the lists see their drafts and history',
  },
  {
    operation: 'catalogue.import',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the lists decide who answers for what, so one office keeps them',
  },
  {
    operation: 'catalogue.draft',
    who: ['administrator'],
    scope: 'own_area',
    why: 'one office keeps the lists: it edits their rows, and sees who has changed which',
  },
  {
    operation: 'catalogue.check',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the check walks every grid and is for those who can mend what it finds',
  },
  {
    operation: 'catalogue.publish',
    who: ['administrator'],
    scope: 'own_area',
    why: 'publishing changes who is responsible from a date on',
  },
];
