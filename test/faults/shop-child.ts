import { type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { engineClock } from '../helpers/stepped-clock.ts';
import type { ShopChildLine, ShopChildOptions } from './shop-process.ts';
import { stormOn, type TakenMail, watchMails } from './storm.ts';

// The program of startShopProcess, in lines of JSON: tells each mail that SES takes in a storm, from its first moment on, and where the
// engine answers once the shop stands. It runs until it is killed.
const { assembly, dataDir, storm, offsetFile }: ShopChildOptions = JSON.parse(process.argv[2] ?? '');
const tell = (line: ShopChildLine): void => console.log(JSON.stringify(line));
const tellMail = (mail: TakenMail): void => tell({ mail });
/** Once the shop stands: a deployment in a storm is no subject of these tests. */
let standing: RunningEngine | undefined;
const mails = watchMails(tellMail);
const faults = storm === undefined ? undefined : stormOn(storm, () => standing, tellMail);
const engine = await startEngine({
  ...{ assembly, dataDir, port: 0, awsPort: 0, onLog: () => {} },
  ...(offsetFile !== undefined && { clock: engineClock(offsetFile) }),
  intercept: storm && ((call) => (standing ? faults?.(call) : mails(call))),
});
await seedPeople(engine, engine.outputs.UserPoolId ?? '', readyMadePeople);
standing = engine;
const { siteOrigin, awsOrigin, outputs } = engine;
tell({ shop: { pid: process.pid, siteOrigin, awsOrigin, outputs } });
