// The first screen a citizen sees: two ways, and what happens after. A way stands here only if
// its page exists.
import { useHasPath } from './paths.ts';
import { Icon, type IconName } from '../../ui/icon/icon.tsx';
import { Promises } from '../../slices/catalogue/web/promises.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import './home.css';

const texts = defineTexts({
  zh: {
    title: '看见问题，拍照告诉我们',
    lead: '不用注册，一分钟报完。办到哪一步，凭查询码随时查。',
    report: '我要上报',
    reportWhy: '拍照 → 位置 → 说两句',
    track: '查进度',
    trackWhy: '输入查询码，看办到哪一步',
    after: '上报之后',
    one: '派到责任单位',
    oneWhy: '系统按清单找到该管的单位，并开始计时。',
    two: '现场处置',
    twoWhy: '办理人员处置后，上传处置前后的照片。',
    three: '告诉您结果',
    threeWhy: '核查通过才结案；不满意，可以要求重办一次。',
  },
  en: {
    title: 'See a problem? Send a photo',
    lead: 'No account, one minute. Follow it any time with its code.',
    report: 'Report a problem',
    reportWhy: 'Photo → place → a few words',
    track: 'Track a report',
    trackWhy: 'Enter its code to see how far it is',
    after: 'After you report',
    one: 'It reaches the unit in charge',
    oneWhy: 'The lists say who is responsible, and the time starts to run.',
    two: 'It is dealt with on the spot',
    twoWhy: 'Whoever acted sends pictures from before and after.',
    three: 'You hear the result',
    threeWhy: 'It closes only after a check; not satisfied, you can reopen it once.',
  },
});

interface EntryProps {
  readonly path: string;
  readonly icon: IconName;
  readonly title: string;
  readonly why: string;
}

function Entry({ path, icon, title, why }: EntryProps) {
  if (!useHasPath(path)) return null;
  return (
    <li>
      <a className="gl-entry" href={`/portal${path}`}>
        <span className="gl-entry-icon">
          <Icon name={icon} />
        </span>
        <span>
          <strong>{title}</strong>
          <span>{why}</span>
        </span>
        <Icon name="next" />
      </a>
    </li>
  );
}

export function Home() {
  const t = useText(texts);
  const stages = [
    [t.one, t.oneWhy],
    [t.two, t.twoWhy],
    [t.three, t.threeWhy],
  ] as const;
  return (
    <div className="gl-home">
      <header>
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
      </header>
      <ul className="gl-entries">
        <Entry path="/report" icon="camera" title={t.report} why={t.reportWhy} />
        <Entry path="/track" icon="search" title={t.track} why={t.trackWhy} />
      </ul>
      <section>
        <h2>{t.after}</h2>
        <ol className="gl-stages">
          {stages.map(([title, why]) => (
            <li key={title}>
              <strong>{title}</strong>
              <p>{why}</p>
            </li>
          ))}
        </ol>
      </section>
      <Promises />
    </div>
  );
}
