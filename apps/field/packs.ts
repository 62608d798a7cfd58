// What each part of the product wants on the phone before the network goes. Loaded when it is run, so that
// the app opens without it.
import { definePack } from '../../platform/web/outbox/pack.ts';

export function definePacks(): void {
  definePack('leader', async (session) =>
    session.abilities.includes('case.figures')
      ? (await import('../../slices/cases/web/leader-pack.ts')).leaderNeeds(session)
      : [],
  );
  definePack('report', async (session) =>
    (await import('../../slices/intake/web/field-pack.ts')).reportNeeds(session),
  );
  definePack('grid', async (session) =>
    (await import('../../slices/cases/web/grid-pack.ts')).gridNeeds(session),
  );
  definePack('survey', async (session) =>
    session.abilities.includes('component.survey')
      ? (await import('../../slices/components/web/survey-pack.ts')).surveyNeeds(session)
      : [],
  );
  definePack('map', async (session) =>
    (await import('../../slices/basemap/web/tile-pack.ts')).tileNeeds(session),
  );
  definePack('layers', async (session) =>
    session.abilities.includes('area.read_layers')
      ? (await import('../../slices/areas/web/layer-pack.ts')).layerNeeds(session)
      : [],
  );
  definePack('duty', async (session) =>
    session.abilities.includes('duty.read')
      ? (await import('../../slices/administration/web/use-duty.ts')).dutyUrls(session)
      : [],
  );
  definePack('notices', async (session) =>
    session.abilities.includes('notice.list')
      ? (await import('../../slices/notices/web/use-notices.ts')).NOTICE_URLS
      : [],
  );
}
