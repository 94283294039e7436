import { randomUUID } from 'node:crypto';
import { ACCOUNT } from './account.ts';
import { AwsError } from './aws-error.ts';
import { isDiskFull } from './disk-full.ts';
import { answerElsewhere, isElsewhere } from './elsewhere.ts';
import type { Iam } from './iam/index.ts';
import { invalidInput } from './invalid-input.ts';
import { own } from './kit/own.ts';
import type { Access, AwsService, Caller, KeyUse } from './service.ts';

/** A call on its way to an operation, as a fault schedule or a quota sees it. */
export interface PassingCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** Runs before each operation, may delay it or throw an AwsError in its place; may return a function that runs after it
 * (and may throw: the operation happened, its answer is lost). */
export type Interceptor = (
  call: PassingCall,
) => void | (() => void | Promise<void>) | Promise<void | (() => void | Promise<void>)>;

/** How a client outside made its call. */
interface Outside {
  /** At which origin it reached the endpoint. */
  readonly origin?: string | undefined;
  /** The Region that it signed for. */
  readonly region?: string | undefined;
}

export interface Dispatcher {
  register(service: AwsService): void;
  find(service: string): AwsService | undefined;
  services(): readonly AwsService[];
  /** Throws AccessDenied; a resource's policy is found by its ARN. */
  authorize(caller: Caller, accesses: readonly Access[]): void;
  /** Throws what KMS says. */
  useKey(caller: Caller, use: KeyUse): void;
  call(
    caller: Caller,
    service: string,
    operation: string,
    input: unknown,
    signal?: AbortSignal,
    outside?: Outside,
  ): Promise<unknown>;
  readonly usage: Map<string, number>;
  count(unit: string, amount?: number): void;
}

const never = new AbortController().signal;

/** The one way to an operation, from outside (the gateway) and from inside (a state machine's task): checks the input, asks
 * IAM, runs. */
export const createDispatcher = (
  iam: Iam,
  report: (line: string) => void,
  onDiskFull: (error: unknown) => void,
  intercept?: Interceptor,
): Dispatcher => {
  const emulated = ACCOUNT.region;
  const services = new Map<string, AwsService>();
  const usage = new Map<string, number>();
  const count = (unit: string, amount = 1): void => {
    usage.set(unit, (usage.get(unit) ?? 0) + amount);
  };
  const useKey = (caller: Caller, use: KeyUse): void =>
    reported(report, () => services.get('kms')?.useKey?.(caller, use));
  return {
    useKey,
    register: (service) => void services.set(service.name, service),
    find: (name) => services.get(name),
    services: () => [...services.values()],
    usage,
    count,
    authorize: (caller, accesses) =>
      reported(report, () =>
        iam.authorize(caller, accesses, (arn) => services.get(arn.split(':')[2] ?? '')?.resourcePolicy?.(arn)),
      ),
    call: async (caller, serviceName, operationName, input, signal = never, outside = {}) => {
      const { origin, region = emulated } = outside;
      const service = services.get(serviceName);
      const operation = service && own(service.operations, operationName);
      if (!service || !operation) {
        throw new AwsError('UnknownOperationException', `${serviceName}:${operationName} is not emulated`, 400);
      }
      const parsed = operation.input.safeParse(input);
      if (!parsed.success) throw invalidInput(service, parsed.error, input);
      const call = { caller, requestId: randomUUID(), signal, ...(origin && { origin }) };
      count(`${serviceName}:${operationName}`);
      const accesses = operation.access(parsed.data, call);
      inItsWords(service, () =>
        reported(report, () => iam.authorize(caller, accesses, (arn) => service.resourcePolicy?.(arn), region)),
      );
      if (region !== emulated && isElsewhere(service, operationName))
        return answerElsewhere(service, operationName, parsed.data, { asked: region, emulated });
      if (operation.keys) for (const use of operation.keys(parsed.data)) useKeyFor(service, () => useKey(caller, use));
      const run = async (): Promise<unknown> => {
        try {
          return await operation.run(parsed.data, call);
        } catch (error) {
          // Objects are files of their own, of whose writes the store knows nothing.
          if (isDiskFull(error)) onDiskFull(error);
          throw error;
        }
      };
      if (!intercept) return await run();
      const after = await intercept({ service: serviceName, operation: operationName, input: parsed.data, caller });
      const output = await run();
      if (after) await after();
      return output;
    },
  };
};

/** Gives a refusal the code that the service has for it. */
const inItsWords = (service: AwsService, work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AwsError) || service.accessDeniedCode === undefined) throw error;
    throw new AwsError(service.accessDeniedCode, error.message, error.status);
  }
};

const useKeyFor = (service: AwsService, work: () => void): void => {
  try {
    work();
  } catch (error) {
    throw error instanceof AwsError && service.keyError ? service.keyError(error) : error;
  }
};

/** Tells of a refusal. */
const reported = (report: (line: string) => void, work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (error instanceof AwsError)
      report(`${/AccessDenied/.test(error.code) ? 'AccessDenied' : error.code}: ${error.message}`);
    throw error;
  }
};
