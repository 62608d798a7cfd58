// Every component in its tones, for those who build and for the eyes of a reviewer. Development only.
import { useState } from 'react';
import { GalleryList } from './gallery-list.tsx';
import { GalleryMap } from './gallery-map.tsx';
import { now } from '../../platform/web/clock/clock.ts';
import { Badge } from '../../ui/badge/badge.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card, Facts } from '../../ui/card/card.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { Page, PageHead } from '../../ui/frame/frame.tsx';
import { KeyHint } from '../../ui/key-hint/key-hint.tsx';
import { Lamp, LAMPS } from '../../ui/lamp/lamp.tsx';
import { Menu } from '../../ui/menu/menu.tsx';
import { Select } from '../../ui/select/select.tsx';
import { Empty, Failed, Loading, Notice } from '../../ui/states/states.tsx';
import { Tabs } from '../../ui/tabs/tabs.tsx';
import { Checkbox, NativeSelect, TextArea, TextField } from '../../ui/text-field/text-field.tsx';
import { TimeLeft } from '../../ui/time-left/time-words.tsx';
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { toasts } from '../../ui/toast/toast.tsx';
import './gallery.css';

const MINUTES = 60_000;
const LEFT = { red: -35, orange: 18, yellow: 95, green: 400, paused: undefined } as const;
const CHOICES = [
  { value: 'a', label: '暴露垃圾' },
  { value: 'b', label: '井盖缺失' },
  { value: 'c', label: '占道经营' },
];
const nothing = () => undefined;

function Controls() {
  const [isOpen, setOpen] = useState(false);
  const done = () => void toasts.show({ text: '已派遣给高新区环卫所', onUndo: nothing });
  return (
    <Card title="按钮、菜单、对话">
      <p className="gl-gallery-row">
        <Button tone="primary" shortcut="A" onClick={done}>
          受理并派遣 <KeyHint keys={['A']} />
        </Button>
        <Button icon="push">督办</Button>
        <Button tone="quiet" icon="undo">
          撤销
        </Button>
        <Button tone="danger" onClick={() => setOpen(true)}>
          不予受理
        </Button>
        <Button isBusy>正在保存</Button>
        <Button disabled>不可用</Button>
        <Menu
          label="更多操作"
          actions={[
            { id: 'm', label: '并案', icon: 'cases', keys: ['M'], onPress: nothing },
            { id: 'r', label: '不予受理', icon: 'close', keys: ['R'], isDanger: true, onPress: nothing },
          ]}
        />
      </p>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="不予受理"
        actions={<Button tone="danger">不予受理</Button>}
      >
        <TextArea label="理由" value="" onChange={nothing} help="会原样告诉上报人。" />
      </Dialog>
    </Card>
  );
}

function Fields() {
  const [words, setWords] = useState('');
  const [item, setItem] = useState('a');
  return (
    <Card title="填写">
      <div className="gl-gallery-fields">
        <TextField label="地点" value={words} onChange={setWords} placeholder="如：苏苑新村 13 幢 1 单元" />
        <TextField
          label="电话"
          optional="选填"
          value="1380"
          onChange={nothing}
          error="电话少了几位，请填 11 位手机号。"
        />
        <Select label="问题类别" value={item} onChange={setItem} choices={CHOICES} />
        <NativeSelect label="问题类别（手机）" value={item} onChange={setItem} choices={CHOICES} />
        <Checkbox isChecked onChange={nothing}>
          处理完告诉我
        </Checkbox>
      </div>
    </Card>
  );
}

function Marks() {
  const at = now();
  return (
    <Card title="灯、时限、标记">
      <p className="gl-gallery-row">
        {LAMPS.map((lamp) => {
          const left = LEFT[lamp];
          return (
            <Lamp key={lamp} lamp={lamp} {...(left === undefined ? {} : { remainingMs: left * MINUTES })} />
          );
        })}
      </p>
      <p className="gl-gallery-row">
        {(['plain', 'accent', 'ok', 'warn', 'danger'] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            待派遣
          </Badge>
        ))}
        <span>
          限时 <TimeLeft dueAt={at + 120 * MINUTES} now={at} />
        </span>
      </p>
      <Facts
        rows={[
          { name: '责任单位', value: '高新区环卫所' },
          { name: '依据', value: '《城市市容和环境卫生管理条例》' },
        ]}
      />
    </Card>
  );
}

const story = (
  <Timeline
    label="经过"
    entries={[
      { id: '3', when: '12:41', title: '待核查', tone: 'now', who: '区指挥中心' },
      {
        id: '2',
        when: '12:18',
        title: '退单',
        tone: 'bad',
        who: '物业公司',
        children: '不属于本小区范围。',
      },
      { id: '1', when: '12:08', title: '上报', who: '巡查员 王强', children: '13 幢 1 单元门口建筑垃圾。' },
    ]}
  />
);

export default function Gallery() {
  return (
    <Page>
      <PageHead title="组件" actions={<Button icon="search">查找</Button>}>
        每个组件的样子
      </PageHead>
      <Controls />
      <Fields />
      <Marks />
      <Tabs
        label="视图"
        items={[
          { id: 'story', label: '经过', total: 3, content: story },
          { id: 'list', label: '列表', total: 5000, content: <GalleryList /> },
          { id: 'map', label: '地图', content: <GalleryMap /> },
          {
            id: 'states',
            label: '状态',
            content: (
              <>
                <Notice tone="warn">时钟已暂停：等待报批。</Notice>
                <Loading />
                <Empty title="没有待办">新的案件到了会在这里出现。</Empty>
                <Failed message="连不上服务器。" onAgain={nothing} />
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}
