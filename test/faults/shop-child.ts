import { type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { engineClock } from '../helpers/stepped-clock.ts';
import type { ShopChildLine, ShopChildOptions } from './shop-process.ts';
import { type MailSign, stormOn, watchMails } from './storm.ts';

// The program of startShopProcess, in lines of JSON: tells what is seen of mails in a storm, from its first moment on, and where the
// engine answers once the shop stands. It runs until it is killed.
const { assembly, dataDir, storm, offsetFile }: ShopChildOptions = JSON.parse(process.argv[2] ?? '');
const tell = (line: ShopChildLine): void => console.log(JSON.stringify(line));
const tellSign = (sign: MailSign): void => tell({ sign });
/** Once the shop stands: a deployment in a storm is no subject of these tests. */
let standing: RunningEngine | undefined;
const mails = watchMails(tellSign);
const faults = storm === undefined ? undefined : stormOn(storm, () => standing, tellSign);
const engine = await startEngine({
  ...{ assembly, dataDir, port: 0, awsPort: 0, onLog: () => {} },
  ...(offsetFile !== undefined && { clock: engineClock(offsetFile) }),
  intercept: storm && ((call) => (standing ? faults?.(call) : mails(call))),
});
await seedPeople(engine, engine.outputs.UserPoolId ?? '', readyMadePeople);
standing = engine;
const { siteOrigin, awsOrigin, outputs } = engine;
tell({ shop: { pid: process.pid, siteOrigin, awsOrigin, outputs } });
