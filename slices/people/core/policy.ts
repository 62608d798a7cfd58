// Who may do what with people, posts and units. The only source of these rights: routes, buttons, docs and
// the matrix test read these rows. `system` is the first set-up and imports. Nobody gets a right here by
// name.
import type { PolicyRow, Role } from '../../../kernel/rights.ts';
import { GRID_CREW } from './officers.ts';

const WITHIN_UNIT: readonly Role[] = [
  'inspector',
  'grid_head',
  'guide',
  'assistant',
  'participant',
  'handler',
  'unit_head',
  'mediator',
  'clerk',
];

export const peoplePolicy: readonly PolicyRow[] = [
  { operation: 'session.open', who: ['public'], scope: 'anywhere', why: 'everyone signs in from outside' },
  {
    operation: 'session.read',
    who: ['anyone_signed_in'],
    scope: 'self',
    why: 'a screen shows who is using it',
  },
  {
    operation: 'session.look',
    who: ['public'],
    scope: 'self',
    why: 'a screen must know whether to show the sign-in page',
  },
  {
    operation: 'session.pocket_key',
    who: ['public'],
    scope: 'self',
    why: 'a phone asks before it knows who is signed in; a key goes to its own person alone',
  },
  { operation: 'session.close', who: ['anyone_signed_in'], scope: 'self', why: 'anyone may sign out' },
  {
    operation: 'password.change',
    who: ['anyone_signed_in'],
    scope: 'self',
    why: 'a password is its owner’s',
  },
  {
    operation: 'password.set',
    who: ['administrator'],
    scope: 'own_area',
    why: 'someone must help a colleague who forgot; all of that person’s posts must lie in the area',
  },
  {
    operation: 'unit.read',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'which office answers for what is public by nature',
  },
  {
    operation: 'unit.create',
    who: ['administrator', 'system'],
    scope: 'own_area',
    why: 'the organisation is the area’s own',
  },
  {
    operation: 'person.read',
    who: ['anyone_signed_in'],
    scope: 'self',
    why: 'what is held about me is mine to see',
  },
  {
    operation: 'person.read',
    who: ['dispatcher', 'leader', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'those who steer an area must know who works in it; phones stay masked',
  },
  {
    operation: 'person.read',
    who: WITHIN_UNIT,
    scope: 'own_unit',
    why: 'colleagues hand work over to each other',
  },
  {
    operation: 'person.unmask',
    who: ['dispatcher', 'leader', 'administrator'],
    scope: 'own_area',
    why: 'a matter may need a call now; purpose and reader go on record',
  },
  {
    operation: 'person.unmask',
    who: ['unit_head'],
    scope: 'own_unit',
    why: 'the head calls the unit’s own people; purpose and reader go on record',
  },
  {
    operation: 'person.unmask',
    who: GRID_CREW,
    scope: 'own_area',
    why: 'who works in a grid calls those who work in it; purpose and reader go on record',
  },
  {
    operation: 'person.on_duty',
    who: [...WITHIN_UNIT, 'dispatcher', 'leader', 'analyst', 'administrator'],
    scope: 'own_area',
    why: 'whoever works in an area knows by name and post who else answers for it; phones stay masked',
  },
  {
    operation: 'person.create',
    who: ['administrator', 'system'],
    scope: 'own_area',
    why: 'staff are taken on by their area',
  },
  {
    operation: 'person.change',
    who: ['administrator'],
    scope: 'own_area',
    why: 'names and numbers change; all of that person’s posts must lie in the area, and it is on record',
  },
  {
    operation: 'person.roster',
    who: ['administrator'],
    scope: 'own_area',
    why: 'who gives posts must see who has none, and where nobody is; phones stay masked',
  },
  {
    operation: 'person.import',
    who: ['administrator'],
    scope: 'own_area',
    why:
      'a list of staff does what its lines would do one by one, under the same rights and on the ' +
      'same record',
  },
  {
    operation: 'unit.change',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the organisation is the area’s own; every area it gains or loses must be the actor’s',
  },
  {
    operation: 'unit.close',
    who: ['administrator'],
    scope: 'own_area',
    why: 'who adds a unit may also close one that is empty',
  },
  {
    operation: 'unit.succeed',
    who: ['administrator'],
    scope: 'own_area',
    why:
      'cases and rules pass with it: every area that the unit served and the successor’s own must be the ' +
      'actor’s, and a second person agrees',
  },
  {
    operation: 'person.export',
    who: ['administrator'],
    scope: 'own_area',
    why: 'names and posts leave as a file: only for whoever keeps them, and it is on record',
  },
  {
    operation: 'person.leave',
    who: ['administrator'],
    scope: 'own_area',
    why: 'a leaver loses everything at once; all of that person’s posts must lie in the area',
  },
  {
    operation: 'post.give',
    who: ['administrator', 'system'],
    scope: 'own_area',
    why: 'both the post’s area and its unit must lie in the giver’s area, or rights would come from above',
  },
  { operation: 'post.end', who: ['administrator'], scope: 'own_area', why: 'who gives also takes back' },
];
