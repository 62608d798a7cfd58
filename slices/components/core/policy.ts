// Who may see and bring in components. What stands in the street is public: a citizen names it in a report.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const componentsPolicy: readonly PolicyRow[] = [
  {
    operation: 'component.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'the plate on a lamp post leads anyone to its card; the card names units, never persons',
  },
  {
    operation: 'component.search',
    who: ['public'],
    scope: 'anywhere',
    why: 'a report names the nearest component of its class',
  },
  {
    operation: 'component.import',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the register decides which unit answers for a thing',
  },
  {
    operation: 'component.list',
    who: [
      'dispatcher', 'leader', 'analyst', 'administrator', 'unit_head', 'handler', 'grid_head', 'guide',
      'assistant', 'inspector',
    ],
    scope: 'own_area',
    why: 'whoever answers for an area sees what stands in it, and how far its rights are settled',
  },
  {
    operation: 'component.list',
    who: ['unit_head', 'handler'],
    scope: 'own_unit',
    why: 'a unit sees what it is asked about, also where it has no area of its own',
  },
  {
    operation: 'component.right_ask',
    who: ['dispatcher', 'administrator'],
    scope: 'own_area',
    unitKinds: ['centre'],
    why: 'the centre puts what nobody has confirmed before the units',
  },
  {
    operation: 'component.right_answer',
    who: ['unit_head', 'handler'],
    scope: 'own_unit',
    why: 'only the unit that was asked can say whether a thing is its own',
  },
  {
    operation: 'component.right_rule',
    who: ['dispatcher', 'leader', 'administrator'],
    scope: 'own_area',
    unitKinds: ['centre'],
    why: 'a dispute between units is decided by the centre above them, never by one of them',
  },
  {
    operation: 'component.survey',
    who: [
      'inspector', 'grid_head', 'guide', 'assistant', 'participant', 'leader', 'dispatcher', 'administrator',
    ],
    scope: 'own_area',
    why: 'whoever walks an area, or is told by one who does, says what stands there; then it is reviewed',
  },
  {
    operation: 'component.review',
    who: ['administrator', 'dispatcher'],
    scope: 'own_area',
    unitKinds: ['centre'],
    why: 'one hand keeps the register, so that two people never describe one thing in two ways',
  },
  {
    operation: 'component.round',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a round sends everybody of the area out',
  },
];
