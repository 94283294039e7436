import { rmSync } from 'node:fs';
import { EngineError, type Interceptor } from 'local-aws';
import { changedAssembly, startTestEngine, type Template } from 'local-aws/testing';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { openShop, outputOf } from '../helpers/shop.ts';
import { patientlyBy, type WalkName, walks } from './walks.ts';

/** How far a changed template came, and what was said where it failed. */
export interface Outcome {
  readonly failed: 'start' | WalkName | 'nowhere';
  readonly evidence: string;
}

/** How long a walk waits for something that is to come; on a machine that others use too, an order takes many seconds. */
const PATIENT_SECONDS = 30;
/** And for what is not to come. */
export const IMPATIENT_SECONDS = 20;

/** Starts the shop from a changed template, and takes the walks in turn until one fails. */
export const drive = async (
  assembly: string,
  change: (template: Template) => void,
  names: readonly WalkName[],
  waitSeconds = PATIENT_SECONDS,
): Promise<Outcome> => {
  const changed = changedAssembly(assembly, change);
  const log: string[] = [];
  let intercept: Interceptor | undefined;
  const said = (error: unknown): string =>
    [error instanceof Error ? error.message : String(error), ...new Set(log)].join('\n');
  try {
    const engine = await startTestEngine({
      assembly: changed,
      onLog: (source, line) => void log.push(`${source}: ${line}`),
      intercept: (call) => intercept?.(call),
    });
    try {
      for (const name of names) {
        try {
          const shop = openShop(engine);
          await seedPeople(engine, outputOf(engine, 'UserPoolId'), readyMadePeople.slice(0, 2));
          const refusal = () => log.find((line) => /^engine: AccessDenied/.test(line));
          await walks[name]({
            shop,
            patiently: patientlyBy(refusal, waitSeconds),
            intercept: (interceptor) => {
              intercept = interceptor;
            },
          });
        } catch (error) {
          return { failed: name, evidence: said(error) };
        }
        intercept = undefined;
      }
    } finally {
      await engine.dispose();
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { failed: 'start', evidence: error.message };
  } finally {
    rmSync(changed, { recursive: true, force: true });
  }
  return { failed: 'nowhere', evidence: log.join('\n') };
};
