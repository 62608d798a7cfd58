// The one address of the rounds of a district: asked by the desk, by the phone and by its offline pack alike.
import { urlOf } from '../../../platform/web/api/api.ts';

export const roundsUrl = (areaPath: string): string => urlOf('/api/components/rounds', { areaPath });
