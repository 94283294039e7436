/** What a cause may be read by. */
export interface CauseContext {
  /** What the state was given, JSON. */
  input?: string | undefined;
  /** The function that was called. */
  functionName?: string | undefined;
}

interface Issue {
  path: readonly (string | number)[];
  message: string;
}

const parse = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isIssue = (value: unknown): value is Issue =>
  isObject(value) && Array.isArray(value.path) && typeof value.message === 'string';

/** The message of a ZodError is its issues as JSON. https://zod.dev/error-formatting */
const issuesIn = (message: string): readonly Issue[] => {
  const parsed = /^\s*\[/.test(message) ? parse(message) : undefined;
  return Array.isArray(parsed) && parsed.length > 0 && parsed.every(isIssue) ? parsed : [];
};

/** `items[0].quantity` */
const fieldOf = (path: Issue['path']): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`)).join('');

/** Whether what the field belongs to is in a value: only then the value is what was found wanting. */
const holds = (value: unknown, path: Issue['path']): boolean => {
  let at = value;
  for (const key of path.slice(0, -1)) at = isObject(at) ? at[key] : undefined;
  return isObject(at) && path.length > 0;
};

const sayIssues = ([first, ...others]: readonly Issue[], { input, functionName }: CauseContext): string | undefined => {
  if (first === undefined) return undefined;
  const field = first.path.length === 0 ? 'what it was given' : `“${fieldOf(first.path)}”`;
  const of = holds(parse(input), first.path) ? ' of its input' : '';
  const by = functionName === undefined ? '' : `, says ${functionName}`;
  const what = first.message.replace(/^Invalid input: /, '');
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${field}${of} is not valid${by}: ${what}${more}`;
};

const ARN = /arn:aws[\w-]*:([\w-]+):[\w-]*:\d*:([^\s"',;()]+)/g;

/** What an ARN names: `function:NAME:$LATEST` is `NAME`, `assumed-role/ROLE/SESSION` is `ROLE/SESSION`. */
const nameIn = (service: string, resource: string): string => {
  const name =
    /^(function|stateMachine|execution|table|topic|event-bus|rule|role|assumed-role|log-group)[:/](.+)$/.exec(resource);
  const rest = name?.[2] ?? resource;
  return service === 'lambda' ? (rest.split(':', 1)[0] ?? rest) : rest;
};

/** Nobody reads an ARN to its end, where the name is. */
const withoutArns = (text: string): string =>
  text.replace(ARN, (_, service: string, resource: string) => nameIn(service, resource));

/** The name of the function that a Lambda ARN, or the parameters of a call, name. */
export const functionNameIn = (parameters: string | undefined): string | undefined => {
  const called = parse(parameters);
  const name = isObject(called) ? called.FunctionName : undefined;
  return typeof name === 'string' ? withoutArns(name) : undefined;
};

/** The message in a cause: what a Lambda function threw arrives as JSON, with its stack. */
export const messageOf = (cause: string | undefined): string | undefined => {
  const thrown = parse(cause);
  const message = isObject(thrown) ? thrown.errorMessage : undefined;
  return typeof message === 'string' ? message : cause;
};

/** What AWS services add to their messages; it is still in the cause. */
const REQUEST_DETAILS = /\s*\(Service: [^()]*[;,] Status Code: [^()]*\)/g;
const MAX_MESSAGE = 220;

/** Cut where a word ends, unless that would leave next to nothing. */
const shortened = (text: string): string => {
  if (text.length <= MAX_MESSAGE) return text;
  const cut = text.slice(0, MAX_MESSAGE);
  const end = cut.lastIndexOf(' ');
  return `${(end > MAX_MESSAGE / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
};

/** A cause in words, short enough for a headline. */
export const sayCause = (
  cause: string | undefined,
  context: CauseContext,
): { text: string; isWhole: boolean } | undefined => {
  const message = messageOf(cause);
  if (message === undefined) return undefined;
  const issues = sayIssues(issuesIn(message), context);
  const text = issues ?? withoutArns(message).replaceAll(REQUEST_DETAILS, '').replaceAll(/\s+/g, ' ').trim();
  return { text: shortened(text), isWhole: issues !== undefined };
};
