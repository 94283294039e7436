// Runs a script of this folder: `launch.mjs start --port 0`. Plain JavaScript, so that a Node that is too old can say so.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { keepHeapsSmall, shareOneHeap } from 'local-aws/process-memory';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [, , script = '', ...args] = process.argv;

if (major < 24 && !(major === 22 && minor >= 18)) {
  console.error(
    `This project needs Node 24; this is ${process.version}. On Linux and Windows \`npm ci\` brings it along; ` +
      'elsewhere install it from https://nodejs.org, then run the command again.',
  );
  process.exit(1);
}
// What Node compiled is kept for the next start, and for the processes that it begins; functions' environments do not see it.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
if (script === 'start' || script === 'dev') shareOneHeap();
keepHeapsSmall();
process.argv.splice(2, process.argv.length, ...args);
await import(new URL(`./${script}.ts`, import.meta.url).href);
