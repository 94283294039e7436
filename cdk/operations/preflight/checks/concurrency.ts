import type { Deployed } from '../deployed.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import type { StageNeeds } from '../needs/needs.ts';
import type { Ports } from '../ports.ts';

/** What Lambda keeps for functions that reserve nothing: a reservation that leaves less is refused.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const KEPT_UNRESERVED = 100;
/** What an account has by default, once AWS trusts it; a new one may have 10. */
const USUAL = 1000;

/** Whether the account's Lambda quota bears what the stage reserves. */
export const checkConcurrency = async (
  { functions }: Pick<Ports, 'functions'>,
  { reservations, stage }: Pick<StageNeeds, 'reservations' | 'stage'>,
  deployed: Deployed,
): Promise<Finding> => {
  const { limit, unreserved } = await functions.concurrency();
  const wanted = reservations.reduce((sum, { executions }) => sum + executions, 0);
  const left = unreserved - wanted + (await alreadyReserved(functions, reservations, deployed));
  const account = `the account runs ${limit} functions at once, ${unreserved} of them unreserved`;
  if (left >= KEPT_UNRESERVED) return ok(`${account}; ${stage} reserves ${wanted}`);
  if (wanted > 0) {
    return fault(
      `${account}; ${stage} reserves ${wanted}, and Lambda keeps ${KEPT_UNRESERVED} unreserved, so that it refuses`,
      raise(limit + KEPT_UNRESERVED - left),
    );
  }
  return warning(`${account}, whatever they are for: a burst of visitors meets errors soon`, raise(USUAL));
};

const alreadyReserved = async (
  functions: Ports['functions'],
  reservations: StageNeeds['reservations'],
  deployed: Deployed,
): Promise<number> => {
  let sum = 0;
  for (const { logicalId } of reservations) {
    const name = await deployed.physicalId(logicalId);
    if (name !== undefined) sum += await functions.reserved(name);
  }
  return sum;
};

const raise = (least: number): string =>
  `ask for at least ${least} (${USUAL} is usual): Service Quotas > AWS Lambda > Concurrent executions`;
