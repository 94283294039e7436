import type { Caller, Engine } from '../../service.ts';
import type { Pipe } from './pipe.ts';

interface InvokeAnswer {
  readonly FunctionError?: string;
  readonly Payload?: string;
}

/** Hands a batch (a bare JSON array) to a pipe's target; gives the target's answer (JSON), and throws where it failed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-targets-specifics.html */
export const deliverTo = async (engine: Engine, caller: Caller, pipe: Pipe, records: string): Promise<string> => {
  if (isStateMachine(pipe.target)) {
    await engine.call(caller, 'states', 'StartExecution', { stateMachineArn: pipe.target, input: records });
    return 'null';
  }
  const answer = await engine.call<InvokeAnswer>(caller, 'lambda', 'Invoke', {
    FunctionName: pipe.target,
    InvocationType: pipe.synchronous ? 'RequestResponse' : 'Event',
    Payload: records,
  });
  if (answer.FunctionError) throw new Error(`${pipe.target} failed: ${answer.Payload}`);
  return answer.Payload ?? 'null';
};

/** Whether a target's ARN is a state machine's. */
export const isStateMachine = (arn: string): boolean => /^arn:[^:]+:states:/.test(arn);
