// Five thousand made-up rows, to feel how the table scrolls and how dense it reads. Development only.
import { useState } from 'react';
import { Lamp, LAMPS } from '../../ui/lamp/lamp.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';

interface Row {
  readonly code: string;
  readonly item: string;
  readonly place: string;
  readonly lamp: number;
}

const ITEMS = ['暴露垃圾', '井盖缺失', '占道经营', '路灯不亮', '绿地脏乱'];
const ROWS: readonly Row[] = Array.from({ length: 5_000 }, (_, index) => ({
  code: `2611-${String(index).padStart(5, '0')}`,
  item: ITEMS[index % ITEMS.length] ?? '',
  place: `苏苑社区 ${(index % 40) + 1} 幢`,
  lamp: index % LAMPS.length,
}));
const COLUMNS: readonly Column<Row>[] = [
  { id: 'lamp', header: '时限', width: '11rem', cell: (row) => <LampOf index={row.lamp} /> },
  { id: 'code', header: '编号', width: '7rem', cell: (row) => <span className="gl-figures">{row.code}</span> },
  { id: 'item', header: '问题', width: 'minmax(6rem, 1fr)', cell: (row) => <strong>{row.item}</strong> },
  { id: 'place', header: '地点', width: 'minmax(8rem, 2fr)', cell: (row) => row.place },
];

function LampOf({ index }: { index: number }) {
  return <Lamp lamp={LAMPS[index] ?? 'green'} remainingMs={(index * 61 - 35) * 60_000} isShort />;
}

export function GalleryList() {
  const [current, setCurrent] = useState('2611-00002');
  return (
    <div className="gl-gallery-list">
      <Table
        label="案件"
        columns={COLUMNS}
        rows={ROWS}
        keyOf={(row) => row.code}
        current={current}
        onCurrent={(row) => setCurrent(row.code)}
      />
    </div>
  );
}
