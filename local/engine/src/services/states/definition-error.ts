/** A definition that CreateStateMachine refuses; `code` is one of the codes of ValidateStateMachineDefinition. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  readonly code: string;
  readonly location: string;

  constructor(code: string, message: string, location: string) {
    super(message);
    this.code = code;
    this.location = location;
  }
}
