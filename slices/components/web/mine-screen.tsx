// What I found, on the desk: leaders and dispatchers tell findings too, and hear what became of them.
import { Card } from '../../../ui/card/card.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { MyFindings } from './my-findings.tsx';
import { cardHref } from './register-data.ts';
import { RegisterFrame } from './register-frame.tsx';
import { registerTexts } from './register-texts.ts';
import { surveyTexts } from './survey-texts.ts';

export default function MineScreen() {
  const t = useText(surveyTexts);
  return (
    <RegisterFrame part="mine" why={t.mineWhy}>
      <Card title={useText(registerTexts).mine}>
        <MyFindings cardHref={cardHref} />
      </Card>
    </RegisterFrame>
  );
}
