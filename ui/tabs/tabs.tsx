// Views of one thing side by side; arrow keys move between them. Command and field only.
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import type { ReactNode } from 'react';
import './tabs.css';

export interface TabItem {
  readonly id: string;
  readonly label: string;
  /** How many are inside; shown after the label. */
  readonly total?: number;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
}

export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className="gl-tabs"
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className="gl-tab-list">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="gl-tab">
            {item.label}
            {item.total === undefined ? null : <span className="gl-tab-total gl-figures">{item.total}</span>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="gl-tab-panel">{item.content}</TabPanel>
      ))}
    </AriaTabs>
  );
}
