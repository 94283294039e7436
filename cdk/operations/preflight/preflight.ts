import type { Check } from './checks/index.ts';
import { type Finding, fault, ok, unknown } from './finding.ts';
import { NotAsked } from './not-asked.ts';
import type { Place } from './place.ts';

/** A finding, and what it is about. */
export interface Line extends Finding {
  readonly name: string;
}

/** Who deploys from here, and where to. */
export interface Deployer {
  /** Throws where none is set. */
  region(): Promise<string>;
  /** Throws NotAsked. */
  whoAmI(): Promise<{ readonly account: string; readonly arn: string }>;
}

/** Finds out who and where; without a place, nothing else can be asked. */
export const findPlace = async (
  deployer: Deployer,
  endpoint: string | undefined,
): Promise<{ readonly line: Line; readonly place?: Place }> => {
  const name = 'account';
  let region: string;
  try {
    region = await deployer.region();
  } catch {
    const mend = 'AWS_REGION=eu-central-1, or a profile that has one (AWS_PROFILE)';
    return { line: { name, ...fault('no region is set, and cdk deploy would take us-east-1', mend) } };
  }
  const where = `${region}${endpoint === undefined ? '' : `, asking ${endpoint} in place of AWS`}`;
  try {
    const { account, arn } = await deployer.whoAmI();
    return { line: { name, ...ok(`${account} in ${where}, as ${arn}`) }, place: { region, account } };
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    if (error.reason === 'credentials') return { line: { name, ...fault(`${where}: ${error.message}`, error.mend) } };
    const line = { name, ...unknown(`${where}: ${error.message}`, error.mend) };
    return { line, place: { region } };
  }
};

/** Runs the checks, all at once; what could not be asked is a warning that says so. */
export const runChecks = (checks: readonly Check[]): Promise<Line[]> =>
  Promise.all(
    checks.map(async ({ name, run }) => {
      try {
        return { name, ...(await run()) };
      } catch (error) {
        if (!(error instanceof NotAsked)) throw error;
        return { name, ...unknown(error.message, error.mend) };
      }
    }),
  );
