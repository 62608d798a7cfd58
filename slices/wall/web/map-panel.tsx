// The map of a wall: heat and lamps of open cases, a pulse where something was just reported.
import { WallMap } from '../../../platform/web/map/wall-map.tsx';
import { NO_AREAS } from '../../../platform/web/map/map-data.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WallNow } from '../core/contract.ts';
import { useGround } from './use-wall.ts';
import { wallTexts } from './wall-texts.ts';

export function MapPanel({ now }: { now: WallNow }) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const ground = useGround(now.areaPath);
  return (
    <WallMap
      label={t.mapLabel(language === 'zh' ? now.name : now.nameEn)}
      areas={ground.data ?? NO_AREAS}
      subject={now.areaPath}
      dots={now.dots}
      pulses={now.fresh}
    />
  );
}
