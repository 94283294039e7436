// Runs in a fresh process: loads a bundle, calls its handler once, prints how long each took in milliseconds.
import { pathToFileURL } from 'node:url';

const [, , bundle = '', event = '{}'] = process.argv;
const context = {
  awsRequestId: 'bench',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
};

const before = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const loaded = performance.now();
await handler(JSON.parse(event), context);
const called = performance.now();
console.log(`\n${JSON.stringify({ load: loaded - before, call: called - loaded })}`);
process.exit(0);
