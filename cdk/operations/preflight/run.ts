import { ConfigError } from '../../config.ts';
import { readArguments, type Task, UsageError, usage } from './arguments.ts';
import { createAwsPorts, createDeployer } from './aws/index.ts';
import { createChecks } from './checks/index.ts';
import { readNeeds } from './needs/read.ts';
import { permissionsPolicy } from './permissions.ts';
import { findPlace, type Line, runChecks } from './preflight.ts';
import { lineText, summary } from './report.ts';
import { synthesize } from './synthesize.ts';

const check = async ({ context, config }: Extract<Task, { kind: 'check' }>): Promise<void> => {
  const stack = synthesize(context);
  const deployer = createDeployer(process.env);
  const lines: Line[] = [];
  const say = (line: Line): void => {
    lines.push(line);
    console.log(lineText(line));
  };
  const { line, place } = await findPlace(deployer, process.env.AWS_ENDPOINT_URL);
  say(line);
  if (place) {
    const ports = createAwsPorts(deployer.settings, place.region);
    const needs = readNeeds(stack, config, place);
    for (const found of await runChecks(createChecks({ needs, ports, place, now: new Date() }))) say(found);
  }
  console.log(`\n${summary(lines, stack.stackName)}`);
  if (lines.some(({ level }) => level === 'fault')) process.exitCode = 1;
};

const main = async (): Promise<void> => {
  const task = readArguments(process.argv.slice(2));
  if (task.kind === 'help') console.log(usage);
  else if (task.kind === 'permissions') console.log(JSON.stringify(permissionsPolicy(), null, 2));
  else await check(task);
};

await main().catch((error: unknown) => {
  const isMistake = error instanceof UsageError || error instanceof ConfigError;
  console.error(isMistake ? `error: ${error.message}` : error);
  process.exitCode = isMistake ? 2 : 3;
});
