import { parseArgs } from 'node:util';
import { crash } from './crashes.ts';

// Kills processes that write to tables: `npm run crashes -w local-aws -- --crashes N --seed S`.

const { values } = parseArgs({
  options: { crashes: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
for (const workload of ['transfers', 'writes'] as const) {
  console.log(workload, await crash(workload, Number(values.crashes), Number(values.seed)));
}
