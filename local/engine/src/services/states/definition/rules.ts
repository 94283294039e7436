import { DefinitionError } from '../definition-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const ERROR_NAMES = new Set([
  ...['States.ALL', 'States.BranchFailed', 'States.DataLimitExceeded', 'States.ExceedToleratedFailureThreshold'],
  ...['States.HeartbeatTimeout', 'States.Http.Socket', 'States.IntrinsicFailure', 'States.ItemReaderFailed'],
  ...['States.NoChoiceMatched', 'States.ParameterPathFailure', 'States.Permissions', 'States.QueryEvaluationError'],
  ...[
    'States.ResultPathMatchFailure',
    'States.ResultWriterFailed',
    'States.Runtime',
    'States.TaskFailed',
    'States.Timeout',
  ],
]);
/** A wait is shorter than 31,622,400 seconds, and attempts are at most 99,999,999. */
const LONGEST_DELAY_SECONDS = 31_622_400;
const MOST_ATTEMPTS = 99_999_999;
const NAME_LENGTH = 80;

/** https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
const JSONPATH_MEMBERS = ['InputPath', 'OutputPath', 'Parameters', 'ResultPath', 'ResultSelector', 'ItemsPath'];

/** The arguments of `lambda:invoke`. https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const INVOKE_ARGUMENTS = new Set([
  'ClientContext',
  'FunctionName',
  'InvocationType',
  'LogType',
  'Payload',
  'Qualifier',
]);

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuse = (message: string, location: string): never => {
  throw new DefinitionError('SCHEMA_VALIDATION_FAILED', message, location);
};

/** Refuses what Step Functions does and no schema here tells. Throws DefinitionError. */
export const checkRules = (machine: unknown, location = '', outer = 'JSONPath'): void => {
  if (!isObject(machine)) return;
  if (machine.Version !== undefined && machine.Version !== '1.0')
    refuse(`Version must be "1.0", not ${machine.Version}`, '/Version');
  const language = String(machine.QueryLanguage ?? outer);
  for (const [name, state] of Object.entries(isObject(machine.States) ? machine.States : {})) {
    const at = `${location}/States/${name}`;
    if (name.length > NAME_LENGTH) refuse(`The name of a state must have at most ${NAME_LENGTH} characters`, at);
    if (isObject(state)) checkState(state, at, language);
  }
};

const checkState = (state: Members, at: string, outer: string): void => {
  const language = String(state.QueryLanguage ?? outer);
  if (language === 'JSONata') {
    const foreign = JSONPATH_MEMBERS.find((member) => state[member] !== undefined);
    if (foreign !== undefined) refuse(`The field '${foreign}' is not supported with the JSONata query language`, at);
  }
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state;
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    refuse(`HeartbeatSeconds (${heartbeat}) must be smaller than TimeoutSeconds (${timeout})`, at);
  }
  for (const kind of ['Retry', 'Catch']) checkHandlers(state[kind], `${at}/${kind}`);
  for (const retrier of listOf(state.Retry)) checkRetrier(retrier, `${at}/Retry`);
  if (String(state.Resource).startsWith('arn:aws:states:::lambda:invoke')) checkInvoke(state, language, at);
  for (const [index, branch] of listOf(state.Branches).entries())
    checkRules(branch, `${at}/Branches[${index}]`, language);
  checkRules(state.ItemProcessor, `${at}/ItemProcessor`, language);
};

const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isObject) : []);

const checkHandlers = (value: unknown, at: string): void => {
  const handlers = listOf(value);
  for (const [index, { ErrorEquals }] of handlers.entries()) {
    const names = Array.isArray(ErrorEquals) ? ErrorEquals.map(String) : [];
    const unknown = names.find((name) => name.startsWith('States.') && !ERROR_NAMES.has(name));
    if (unknown !== undefined) refuse(`ErrorEquals: ${unknown} is not a reserved error name`, `${at}[${index}]`);
    if (!names.includes('States.ALL')) continue;
    if (names.length > 1) refuse('States.ALL must appear alone in ErrorEquals', `${at}[${index}]`);
    if (index < handlers.length - 1) refuse('States.ALL must be in the last element', `${at}[${index}]`);
  }
};

const checkRetrier = (
  { IntervalSeconds = 1, MaxDelaySeconds: longest, MaxAttempts = 3 }: Members,
  at: string,
): void => {
  if (typeof longest === 'number') {
    if (longest <= Number(IntervalSeconds))
      refuse(`MaxDelaySeconds (${longest}) must be greater than IntervalSeconds (${IntervalSeconds})`, at);
    if (longest >= LONGEST_DELAY_SECONDS) refuse(`MaxDelaySeconds must be less than ${LONGEST_DELAY_SECONDS}`, at);
  }
  if (Number(MaxAttempts) > MOST_ATTEMPTS) refuse(`MaxAttempts must be at most ${MOST_ATTEMPTS}`, at);
};

const checkInvoke = ({ Arguments, Parameters }: Members, language: string, at: string): void => {
  const given = language === 'JSONata' ? Arguments : Parameters;
  if (typeof given === 'string') return;
  const names = Object.keys(isObject(given) ? given : {}).map((name) => name.replace(/\.\$$/, ''));
  if (!names.includes('FunctionName'))
    refuse(`The field "FunctionName" is required but was missing`, `${at}/Arguments`);
  const unknown = names.find((name) => !INVOKE_ARGUMENTS.has(name));
  if (unknown !== undefined) refuse(`The field "${unknown}" is not supported by Step Functions`, `${at}/Arguments`);
};
