// Runs a script of this folder: `launch.mjs start --port 0`. Plain JavaScript, so that a Node that is too old can say so.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [, , script = '', ...args] = process.argv;

if (major < 24 && !(major === 22 && minor >= 18)) {
  console.error(
    `This project needs Node 24; this is ${process.version}. On Linux and Windows \`npm ci\` brings it along; ` +
      'elsewhere install it from https://nodejs.org, then run the command again.',
  );
  process.exit(1);
}
// What Node compiled of the engine and of the CDK is kept for the next start, and for the processes that a start begins. Functions'
// environments have variables of their own and do not see it.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
// glibc gives each thread a heap of its own and never returns what one of them had at its peak: 365 MB with seven environments
// against 276 MB with one heap for all. It reads this once, at the start of a process; the process stays the same one.
const { execve, env, platform } = process;
if ((script === 'start' || script === 'dev') && platform === 'linux' && execve && env.MALLOC_ARENA_MAX === undefined) {
  execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...env,
    MALLOC_ARENA_MAX: '1',
  });
}
// Isolates (the engine's and one for each function environment) otherwise let garbage grow to hundreds of megabytes before
// they collect it: 750 MB under load against 400 MB, at the same throughput. Only isolates made from now on obey in full.
setFlagsFromString('--optimize-for-size');
// With that alone, a heap of 35 MB is collected whole each time it has grown by 5 MB, over and over under load.
setFlagsFromString('--heap-growing-percent=50');
process.argv.splice(2, process.argv.length, ...args);
await import(new URL(`./${script}.ts`, import.meta.url).href);
