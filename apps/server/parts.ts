// All slices joined: one policy table, one list of refusals, of routes, of timers and of subscribers.
// The only place that knows every slice; it decides nothing.
import type { RefusalTable } from '../../kernel/refusal.ts';
import type { PolicyRow } from '../../kernel/rights.ts';
import { platformPolicy } from './platform-policy.ts';
import { filesRefusals } from '../../platform/server/files/refusals.ts';
import { httpRefusals } from '../../platform/server/http/refusals.ts';
import { liveRefusals } from '../../platform/server/live/refusals.ts';
import { areasPolicy } from '../../slices/areas/core/policy.ts';
import { areasRefusals } from '../../slices/areas/core/refusals.ts';
import { basemapPolicy } from '../../slices/basemap/core/policy.ts';
import { basemapRefusals } from '../../slices/basemap/core/refusals.ts';
import { briefsPolicy } from '../../slices/briefs/core/policy.ts';
import { briefsRefusals } from '../../slices/briefs/core/refusals.ts';
import { calendarPolicy } from '../../slices/calendar/core/policy.ts';
import { calendarRefusals } from '../../slices/calendar/core/refusals.ts';
import { casesPolicy } from '../../slices/cases/core/policy.ts';
import { casesRefusals } from '../../slices/cases/core/refusals.ts';
import { cataloguePolicy } from '../../slices/catalogue/core/policy.ts';
import { catalogueRefusals } from '../../slices/catalogue/core/refusals.ts';
import { changesPolicy } from '../../slices/changes/core/policy.ts';
import { changesRefusals } from '../../slices/changes/core/refusals.ts';
import { checkinPolicy } from '../../slices/checkin/core/policy.ts';
import { checkinRefusals } from '../../slices/checkin/core/refusals.ts';
import { circularsPolicy } from '../../slices/circulars/core/policy.ts';
import { circularsRefusals } from '../../slices/circulars/core/refusals.ts';
import { componentsPolicy } from '../../slices/components/core/policy.ts';
import { componentsRefusals } from '../../slices/components/core/refusals.ts';
import { deskPolicy } from '../../slices/desk/core/policy.ts';
import { deskRefusals } from '../../slices/desk/core/refusals.ts';
import { dutyPolicy } from '../../slices/duty/core/policy.ts';
import { dutyRefusals } from '../../slices/duty/core/refusals.ts';
import { evaluationPolicy } from '../../slices/evaluation/core/policy.ts';
import { evaluationRefusals } from '../../slices/evaluation/core/refusals.ts';
import { geodataPolicy } from '../../slices/geodata/core/policy.ts';
import { geodataRefusals } from '../../slices/geodata/core/refusals.ts';
import { intakePolicy } from '../../slices/intake/core/policy.ts';
import { intakeRefusals } from '../../slices/intake/core/refusals.ts';
import { noticesPolicy } from '../../slices/notices/core/policy.ts';
import { noticesRefusals } from '../../slices/notices/core/refusals.ts';
import { peacePolicy } from '../../slices/peace/core/policy.ts';
import { peaceRefusals } from '../../slices/peace/core/refusals.ts';
import { peoplePolicy } from '../../slices/people/core/policy.ts';
import { peopleRefusals } from '../../slices/people/core/refusals.ts';
import { presencePolicy } from '../../slices/presence/core/policy.ts';
import { supervisionPolicy } from '../../slices/supervision/core/policy.ts';
import { recheckPolicy } from '../../slices/recheck/core/policy.ts';
import { recheckRefusals } from '../../slices/recheck/core/refusals.ts';
import { wordingPolicy } from '../../slices/wording/core/policy.ts';
import { wordingRefusals } from '../../slices/wording/core/refusals.ts';
import { wallPolicy } from '../../slices/wall/core/policy.ts';
import { wallRefusals } from '../../slices/wall/core/refusals.ts';
import { whatifPolicy } from '../../slices/whatif/core/policy.ts';
import { whatifRefusals } from '../../slices/whatif/core/refusals.ts';

export const policy: readonly PolicyRow[] = [
  ...platformPolicy,
  ...changesPolicy,
  ...peoplePolicy,
  ...areasPolicy,
  ...basemapPolicy,
  ...briefsPolicy,
  ...calendarPolicy,
  ...cataloguePolicy,
  ...componentsPolicy,
  ...casesPolicy,
  ...checkinPolicy,
  ...circularsPolicy,
  ...deskPolicy,
  ...dutyPolicy,
  ...evaluationPolicy,
  ...recheckPolicy,
  ...geodataPolicy,
  ...intakePolicy,
  ...noticesPolicy,
  ...peacePolicy,
  ...presencePolicy,
  ...supervisionPolicy,
  ...wallPolicy,
  ...whatifPolicy,
  ...wordingPolicy,
];

export const refusals: RefusalTable = {
  ...httpRefusals,
  ...filesRefusals,
  ...liveRefusals,
  ...changesRefusals,
  ...peopleRefusals,
  ...areasRefusals,
  ...basemapRefusals,
  ...briefsRefusals,
  ...calendarRefusals,
  ...catalogueRefusals,
  ...componentsRefusals,
  ...casesRefusals,
  ...checkinRefusals,
  ...circularsRefusals,
  ...deskRefusals,
  ...dutyRefusals,
  ...evaluationRefusals,
  ...recheckRefusals,
  ...geodataRefusals,
  ...intakeRefusals,
  ...noticesRefusals,
  ...peaceRefusals,
  ...wallRefusals,
  ...whatifRefusals,
  ...wordingRefusals,
};
