import { parseArgs } from 'node:util';
import { reduced, runDifferential } from './run.ts';

// Compares our tables with dynalite: `npm run differential -w local-aws -- --operations N --seed S`.

const { values } = parseArgs({
  options: { operations: { type: 'string', default: '20000' }, seed: { type: 'string', default: '20261126' } },
});
const { tally, differences } = await runDifferential(Number(values.operations), Number(values.seed));
console.log(tally.print());
console.log(`${differences.length} differences that are not known`);
const [first] = differences;
if (first) console.log(JSON.stringify(await reduced(first), null, 2));
process.exitCode = first ? 1 : 0;
