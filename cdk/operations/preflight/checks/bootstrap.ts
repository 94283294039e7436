import { type Finding, fault, ok, unknown } from '../finding.ts';
import type { Bootstrap } from '../needs/needs.ts';
import { NotAsked } from '../not-asked.ts';
import type { Place } from '../place.ts';
import type { Ports } from '../ports.ts';

/** The stack that `cdk bootstrap` makes unless it is told another name. */
const TOOLKIT = 'CDKToolkit';

/** Whether CDK's own bucket and roles are there, and new enough for this template. */
export const checkBootstrap = async (
  { parameters, stacks }: Pick<Ports, 'parameters' | 'stacks'>,
  needed: Bootstrap,
  place: Place,
): Promise<Finding> => {
  const mend = `npx cdk bootstrap aws://${place.account ?? 'ACCOUNT'}/${place.region}`;
  let version: string | undefined;
  try {
    version = await parameters.value(needed.parameter);
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    version = (await stacks.stack(TOOLKIT))?.outputs.BootstrapVersion;
    // It may have another name, so that nothing is said where there is none.
    if (version === undefined) return unknown(`${error.message}; there is no stack ${TOOLKIT} either`, mend);
  }
  if (version === undefined) return fault(`${place.region} is not bootstrapped (no ${needed.parameter})`, mend);
  return Number(version) >= needed.version
    ? ok(`version ${version}, ${needed.version} is needed`)
    : fault(`version ${version}, but ${needed.version} is needed`, mend);
};
