/** The ARN of a machine's execution: `arn:…:stateMachine:NAME` becomes `arn:…:execution:NAME:executionName`. */
export const executionArnOf = (stateMachineArn: string, executionName: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${executionName}`;
