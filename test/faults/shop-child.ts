import { type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { engineClock } from '../helpers/stepped-clock.ts';
import type { ShopChildOptions } from './shop-process.ts';
import { stormOn } from './storm.ts';

// The program of startShopProcess: tells where the engine answers as one line of JSON, then each mail that SES took in a storm,
// and runs until it is killed.
const { assembly, dataDir, storm, offsetFile }: ShopChildOptions = JSON.parse(process.argv[2] ?? '');
const tell = (line: unknown): void => console.log(JSON.stringify(line));
/** Once the shop stands: a deployment in a storm is no subject of these tests. */
let standing: RunningEngine | undefined;
const faults = storm === undefined ? undefined : stormOn(storm, () => standing, tell);
const engine = await startEngine({
  ...{ assembly, dataDir, port: 0, awsPort: 0, onLog: () => {} },
  ...(offsetFile !== undefined && { clock: engineClock(offsetFile) }),
  intercept: (call) => (standing ? faults?.(call) : undefined),
});
await seedPeople(engine, engine.outputs.UserPoolId ?? '', readyMadePeople);
standing = engine;
const { siteOrigin, awsOrigin, outputs } = engine;
tell({ pid: process.pid, siteOrigin, awsOrigin, outputs });
