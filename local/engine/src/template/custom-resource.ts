import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { EngineError } from '../aws-error.ts';
import { jsonResponse, readRequest, writeResponse } from '../http.ts';
import type { Caller, Engine, Provisioned, ResourceContext } from '../service.ts';

const responseSchema = z.looseObject({
  Status: z.enum(['SUCCESS', 'FAILED']),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
  Data: z.record(z.string(), z.unknown()).optional(),
});
type Response = z.infer<typeof responseSchema>;

const RESPONSE_PATH = '/cloudformation/responses/';
/** CloudFormation gives a custom resource an hour; nobody waits that long for a local start. */
const ANSWER_WITHIN_MS = 60_000;

/** Runs a template's custom resources through their own functions, with the same events and answers as CloudFormation.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html */
export const createCustomResources = (engine: Engine) => {
  const waiting = new Map<string, (response: Response) => void>();
  engine.mount('aws', {
    matches: (method, path) => method === 'PUT' && path.startsWith(RESPONSE_PATH),
    handle: async (message, target) => {
      const request = await readRequest(message);
      const settle = waiting.get(request?.path.slice(RESPONSE_PATH.length) ?? '');
      const parsed = responseSchema.safeParse(parseJson(request?.body.toString() ?? ''));
      if (settle && parsed.success) settle(parsed.data);
      writeResponse(target, jsonResponse(settle && parsed.success ? 200 : 400, {}));
    },
  });

  const ask = async (properties: Record<string, unknown>, resource: ResourceContext): Promise<Response> => {
    const token = randomUUID();
    let cancel = (): void => {};
    const answer = new Promise<Response>((resolve) => {
      waiting.set(token, resolve);
      cancel = engine.clock.after(ANSWER_WITHIN_MS, () =>
        resolve({ Status: 'FAILED', Reason: 'it did not answer within 60 s' }),
      );
    });
    const { previous } = resource;
    const event = {
      RequestType: previous ? 'Update' : 'Create',
      RequestId: randomUUID(),
      ResponseURL: `${engine.awsOrigin()}${RESPONSE_PATH}${token}`,
      StackId: resource.stackId,
      ResourceType: resource.type,
      LogicalResourceId: resource.logicalId,
      ResourceProperties: properties,
      ...(previous && {
        PhysicalResourceId: previous.ref,
        OldResourceProperties: JSON.parse(previous.properties) as unknown,
      }),
    };
    const caller: Caller = { kind: 'operator', arn: resource.stackId };
    const invocation = engine.call<{ FunctionError?: string; Payload?: string }>(caller, 'lambda', 'Invoke', {
      FunctionName: properties.ServiceToken,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(event),
    });
    const failed = invocation.then(({ FunctionError, Payload }) =>
      FunctionError ? ({ Status: 'FAILED', Reason: String(Payload) } as const) : answer,
    );
    try {
      return await Promise.race([failed, answer]);
    } finally {
      cancel();
      waiting.delete(token);
    }
  };

  /** Invokes the function when the properties have changed since the last start, as CloudFormation does. */
  return async (properties: Record<string, unknown>, resource: ResourceContext): Promise<Provisioned> => {
    const { previous } = resource;
    if (typeof properties.ServiceToken !== 'string') throw new EngineError('#: required key [ServiceToken] not found');
    if (previous?.properties === JSON.stringify(properties)) return previous;
    const { Status, Reason, PhysicalResourceId, Data } = await ask(properties, resource);
    if (Status === 'FAILED')
      throw new EngineError(`${resource.logicalId} (${resource.type}) failed: ${Reason ?? 'no reason given'}`);
    return { ref: PhysicalResourceId ?? resource.generatedName(), attributes: Data ?? {} };
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
