// The maps of a brief on the page, drawn from what was kept with it. To whoever does not see them they are
// told in words, and the table below has the same figures.
import { type BriefMap, type MapView, numbersWords, wordsOfView } from '../core/brief-map.ts';

const SQUARE = 12;

function Drawn({ map, view }: { map: BriefMap; view: MapView }) {
  const { width, height, fontSize, areas, labels } = map;
  return (
    <svg
      role="img"
      aria-label={wordsOfView(map, view)}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={fontSize}
      className="gl-brief-map"
    >
      {areas.map(({ key, name, path }, index) => (
        <path key={key} d={path} fillRule="evenodd" data-shade={view.shades[index]}>
          <title>{`${name}：${view.values[index] ?? ''}`}</title>
        </path>
      ))}
      {labels.map(({ text, x, y, lineTo }) => (
        <g key={text}>
          {lineTo ? (
            <>
              <line x1={x} y1={y} x2={lineTo.x} y2={lineTo.y} />
              <circle cx={lineTo.x} cy={lineTo.y} r={fontSize / 10} />
            </>
          ) : null}
          <text x={x} y={y}>
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Legend({ legend }: Pick<MapView, 'legend'>) {
  return (
    <ul className="gl-brief-legend">
      {legend.map(({ shade, text }) => (
        <li key={shade}>
          <svg aria-hidden="true" width={SQUARE} height={SQUARE} className="gl-brief-map">
            <rect width={SQUARE} height={SQUARE} data-shade={shade} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Where there is nothing to tell there are stripes: a colour of its own would pass for a shade. */
function Hatch() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="gl-brief-hatch">
      <defs>
        <pattern
          id="gl-brief-hatch"
          width="10"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="10" />
        </pattern>
      </defs>
    </svg>
  );
}

export function MapsOf({ map }: { map: BriefMap }) {
  const numbers = numbersWords(map);
  return (
    <>
      <Hatch />
      <div className="gl-brief-maps">
        {map.views.map((view) => (
          <figure key={view.title}>
            <figcaption>{view.title}</figcaption>
            <Drawn map={map} view={view} />
            <Legend legend={view.legend} />
          </figure>
        ))}
      </div>
      {numbers === '' ? null : <p className="gl-quiet">{numbers}</p>}
      {map.note === null ? null : <p>{map.note}</p>}
    </>
  );
}
