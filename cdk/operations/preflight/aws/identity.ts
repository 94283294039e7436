import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { asking } from './asking.ts';
import { given } from './given.ts';

/** Settings of every client. */
export type ClientSettings = ReturnType<typeof createDeployer>['settings'];

/** Somebody waits for the report: a service that is not reached soon is told as such. */
const clientSettings = () => ({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 10_000 },
});

/** The region as the CDK CLI chooses it, which looks into one more variable than the SDK does. */
const regionOf = (environment: NodeJS.ProcessEnv): string | undefined =>
  environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined;

/** Who a deployment from here would be, and where it would go: by environment and profile, as with the CDK CLI. `settings`
 * are for clients of other services, so that they take the same credentials without asking for them again. */
export const createDeployer = (environment: NodeJS.ProcessEnv) => {
  const region = regionOf(environment);
  const sts = new STSClient({ ...clientSettings(), ...(region !== undefined && { region }) });
  return {
    /** Throws where none is set. */
    region: () => sts.config.region(),
    /** Throws NotAsked. */
    whoAmI: () =>
      asking('sts:GetCallerIdentity', async () => {
        const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
        return { account: given('sts:GetCallerIdentity', Account), arn: given('sts:GetCallerIdentity', Arn) };
      }),
    settings: { ...clientSettings(), credentials: sts.config.credentials },
  };
};
