import { AwsError } from '../../aws-error.ts';
import { steadyTime } from '../../kit/clock.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createArns } from './arns.ts';
import { createExecutions } from './data/executions.ts';
import { createMachines } from './data/machines.ts';
import { createTables } from './data/schema.ts';
import { createInterpreter } from './interpreter/interpreter.ts';
import { callbackOperations } from './operations/callbacks.ts';
import type { StatesContext } from './operations/context.ts';
import { executionOperations } from './operations/executions.ts';
import { getExecutionHistory } from './operations/history.ts';
import { machineOperations } from './operations/machines.ts';
import { redriveExecution } from './operations/redrive-execution.ts';
import { startExecution } from './operations/start-execution.ts';
import { tagOperations } from './operations/tags.ts';
import { stateMachineType } from './resource-type.ts';
import { createStatusEvents } from './status-events.ts';

/** Step Functions: Standard state machines in JSONata, each step on disk before it is taken. Counts `states.transition` as
 * AWS bills them: a state entered, a retry, a redrive (https://aws.amazon.com/step-functions/pricing/). */
export const createStates = (engine: Engine): AwsService => {
  createTables(engine.store);
  const machines = createMachines(engine.store, engine.now);
  const executions = createExecutions(engine.store, createStatusEvents(engine));
  const steady = steadyTime(engine.clock);
  const interpreter = createInterpreter({ engine, steady, executions, machines });
  const arns = createArns(engine.region, engine.accountId);
  const context: StatesContext = { engine, steady, arns, machines, executions, interpreter };
  return {
    name: 'states',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'AWSStepFunctions',
    operations: {
      ...machineOperations(context),
      ...executionOperations(context),
      ...callbackOperations(context),
      ...tagOperations(context),
      StartExecution: startExecution(context),
      GetExecutionHistory: getExecutionHistory(context),
      RedriveExecution: redriveExecution(context),
    },
    elsewhere: {
      lists: { ListStateMachines: { stateMachines: [] } },
      missing: ({ executionArn, stateMachineArn }) =>
        executionArn === undefined
          ? new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
          : new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`),
    },
    resourceTypes: { 'AWS::StepFunctions::StateMachine': stateMachineType(context) },
    start: () => {
      executions.purge(engine.now());
      interpreter.resumeAll();
    },
    stop: () => interpreter.shutdown(),
  };
};
