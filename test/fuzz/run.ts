import { parseArgs } from 'node:util';
import { removeDataDir, startEngineProcess, temporaryDataDir } from '../bench/engine-process.ts';
import { describeFinding, runCampaign } from './campaign.ts';
import { apiTarget, awsTarget } from './targets.ts';

const { values } = parseArgs({
  options: {
    /** Of the shop's API; the AWS endpoint gets 15 for each 26 of them. */
    requests: { type: 'string', default: '26000' },
    seed: { type: 'string', default: '1' },
    /** The number of one request: it alone is sent. */
    only: { type: 'string' },
    target: { type: 'string', default: 'both' },
  },
});
const number = (name: 'requests' | 'seed' | 'only'): number => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${values[name]}`);
  return value;
};
const seed = number('seed');
const requests = number('requests');
const only = values.only === undefined ? undefined : number('only');

const dataDir = temporaryDataDir();
const engine = await startEngineProcess(dataDir);
let bad = 0;
try {
  const targets = { api: () => apiTarget(engine.running), aws: () => awsTarget(engine.running) };
  for (const [name, count] of [
    ['api', requests],
    ['aws', Math.round((requests * 15) / 26)],
  ] as const) {
    if (values.target !== 'both' && values.target !== name) continue;
    console.log(`${name}: ${only === undefined ? `${count} requests` : `request ${only}`}, seed ${seed}`);
    const { statuses, findings } = await runCampaign({ ...(await targets[name]()), seed, requests: count, only });
    const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
    const { rssBytes, maxRssBytes } = await engine.status();
    const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
    console.log(
      `  ${told.join(', ')}; the engine holds ${megabytes(rssBytes)} MB, at most ${megabytes(maxRssBytes)} MB`,
    );
    for (const finding of findings.slice(0, 20)) console.log(`  ${describeFinding(finding)}`);
    if (findings.length > 0) {
      console.log(
        `  ${findings.length} findings; again: npm run fuzz -- --target ${name} --seed ${seed} --only NUMBER`,
      );
    }
    bad += findings.length;
  }
} finally {
  await engine.kill('SIGTERM');
  removeDataDir(dataDir);
}
process.exitCode = bad > 0 ? 1 : 0;
