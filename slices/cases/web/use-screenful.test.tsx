// @vitest-environment jsdom
// A phone draws a long list of cases a screenful first.
import { cleanup, render } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { useScreenful } from './use-screenful.ts';

const CASES = ['井盖松动', '路灯不亮', '垃圾成堆', '围墙倒塌', '下水道堵塞'];

function List({ cases, size }: { cases: readonly string[]; size: number }) {
  return useScreenful(cases, size).join('、');
}

afterEach(cleanup);

test('the first drawing has a screenful of cases, and then they all stand there', () => {
  const list = <List cases={CASES} size={2} />;
  expect(renderToString(list)).toBe('井盖松动、路灯不亮');
  expect(render(list).container.textContent).toBe(CASES.join('、'));
});

test('a list that waits for what stands above it begins empty', () => {
  expect(renderToString(<List cases={CASES} size={0} />)).toBe('');
});

test('cases that come later are all drawn', () => {
  const { container, rerender } = render(<List cases={CASES.slice(0, 3)} size={2} />);
  rerender(<List cases={CASES} size={2} />);
  expect(container.textContent).toBe(CASES.join('、'));
});
