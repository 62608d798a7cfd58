// What the person who started the server reads: progress while it opens, then where to go and as whom.
import type { Services } from './services.ts';
import { demoNumbers, demoSignIns } from './seed.ts';

export function sayProgress(words: string): void {
  console.log(`· ${words}`);
}

export async function printWelcome(services: Services, address: string): Promise<void> {
  const lines = [
    '',
    `Gridloop 一网 · ${services.storeWords}`,
    '',
    `  市民 citizens   ${address}/`,
    `  指挥 command    ${address}/command/`,
    `  移动 field      ${address}/field/`,
    `  接口 API        ${address}/api-docs`,
    '',
  ];
  const signIns = await demoSignIns(services);
  if (signIns.length > 0) {
    lines.push(`  演示账号 demo sign-ins (password: ${signIns[0]?.password ?? ''})`);
    for (const { login, who } of signIns) lines.push(`    ${login.padEnd(28)} ${who}`);
    lines.push(`  尾号 by number: ${demoNumbers()}`);
    lines.push('  如 e.g. sanitation.03, inspector.0302 (03 的第二个村社区 its second community)');
    lines.push('');
  }
  console.log(lines.join('\n'));
}
