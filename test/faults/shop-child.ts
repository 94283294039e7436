import { type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { type Storm, stormOn } from './storm.ts';

// The program of startShopProcess: tells where the engine answers as one line of JSON, then runs until it is killed.
const [assembly = '', dataDir = '', storm] = process.argv.slice(2);
/** Once the shop stands: a deployment in a storm is no subject of these tests. */
let standing: RunningEngine | undefined;
const faults = storm === undefined ? undefined : stormOn(JSON.parse(storm) as Storm, () => standing);
const engine = await startEngine({
  ...{ assembly, dataDir, port: 0, awsPort: 0, onLog: () => {} },
  intercept: (call) => (standing ? faults?.(call) : undefined),
});
await seedPeople(engine, engine.outputs.UserPoolId ?? '', readyMadePeople);
standing = engine;
const { siteOrigin, awsOrigin, outputs } = engine;
console.log(JSON.stringify({ pid: process.pid, siteOrigin, awsOrigin, outputs }));
