import { startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';

// The program of startShopProcess: tells where the engine answers as one line of JSON, then runs until it is killed.
const [assembly = '', dataDir = ''] = process.argv.slice(2);
const engine = await startEngine({ assembly, dataDir, port: 0, awsPort: 0, onLog: () => {} });
await seedPeople(engine, engine.outputs.UserPoolId ?? '', readyMadePeople);
const { siteOrigin, awsOrigin, outputs } = engine;
console.log(JSON.stringify({ pid: process.pid, siteOrigin, awsOrigin, outputs }));
