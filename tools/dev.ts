// `npm run dev`: the server from source, restarted on change, and the screens with hot reload in front of it.
// The screens' address is printed by vite; it passes the API through to the server.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';

const port = process.env.PORT ?? '8080';
const bin = (name: string) => join(ROOT_FOLDER, 'node_modules', '.bin', name);
const env = { ...process.env, PORT: port };

const start = (command: string, args: string[]): ChildProcess =>
  spawn(bin(command), args, { cwd: ROOT_FOLDER, stdio: 'inherit', env });

const children = [
  start('tsx', ['watch', '--clear-screen=false', 'apps/server/main.ts', ...process.argv.slice(2)]),
  start('vite', ['--host', '127.0.0.1']),
];

function stopAll(): void {
  for (const child of children) child.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopAll);
for (const child of children) child.on('exit', stopAll);
