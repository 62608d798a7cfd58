// The review of the survey in the shell.
import { SurveyScreen } from '../../slices/components/web/survey-screen.tsx';
import { componentPlaces } from './component-places.ts';

export default function ComponentSurvey() {
  return <SurveyScreen places={componentPlaces} />;
}
