import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { compiledCondition, compiledProjection, compiledUpdate } from './compiled.ts';
import { conditionFault } from './condition-checks.ts';
import { type KeyTest, keyTests } from './key-condition.ts';
import { invalidExpression } from './lexer.ts';
import { checkParameters, type ExpressionMember } from './parameters.ts';
import type { Steps } from './path.ts';
import { checkAllUsed, type Placeholders, type ReadValue, readPlaceholders } from './placeholders.ts';
import { projector } from './projection.ts';
import type { Mentions } from './reader.ts';
import type { Condition } from './syntax.ts';
import { applyUpdate } from './update.ts';
import { updateFault } from './update-checks.ts';

export { checkKeyCondition, type KeyAttributes, type KeyTest } from './key-condition.ts';
export type { ExpressionMember } from './parameters.ts';
export type { Steps } from './path.ts';

/** Which parts of an item a read answers with. */
interface Projection {
  /** The top-level attributes of those parts. */
  attributes: ReadonlySet<string>;
  project: (item: Item) => Item;
}

/** What a write does to an item. */
export interface Update {
  /** The item after the update, which shares with the one before what did not change, and the paths that the update names: `pick` gives
   * what lies there, for UPDATED_OLD and UPDATED_NEW. `isNew`: the table has no such item yet. */
  apply: (item: Item, isNew?: boolean) => { item: Item; touched: readonly Steps[] };
  /** The top-level attributes that the update writes. */
  names: ReadonlySet<string>;
}

/** The expressions of one request, ready to be used on items. */
export interface Expressions {
  condition?: (item: Item) => boolean;
  filter?: (item: Item) => boolean;
  /** In the order written; `checkKeyCondition` fits them to a table's or an index's keys. */
  keyCondition?: readonly KeyTest[];
  projection?: Projection;
  update?: Update;
  /** The top-level attributes that an expression names; none for a member that the request does not have. */
  topLevel: (member: ExpressionMember) => ReadonlySet<string>;
  /** Those of them that the expression names with a path into them, which key attributes do not allow. */
  nested: (member: ExpressionMember) => ReadonlySet<string>;
}

/** How the values of ExpressionAttributeValues are read; without it they are taken to be valid and normalized. */
export interface ExpressionOptions {
  readValue?: ReadValue;
}

/** A request's expressions of at most 4 KB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_EXPRESSION_BYTES = 4096;
const NOTHING: ReadonlySet<string> = new Set();

/** DynamoDB's own order, in which the first fault is told. */
const MEMBERS: readonly ExpressionMember[] = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
];

const checkText = (member: ExpressionMember, text: string): void => {
  if (text.trim() === '') throw invalidExpression(member, 'The expression can not be empty;');
  const size = Buffer.byteLength(text);
  if (size <= MAX_EXPRESSION_BYTES) return;
  throw invalidExpression(member, `Expression size has exceeded the maximum allowed size; expression size: ${size}`);
};

const refuse = (member: ExpressionMember, fault: string | undefined): void => {
  if (fault !== undefined) throw invalidExpression(member, fault);
};

type Part = { mentions: Mentions; expression: Partial<Expressions>; keyCondition?: Condition };

const checkedCondition = (member: ExpressionMember, text: string, { names, values }: Placeholders) => {
  const parsed = compiledCondition(member, text, names);
  refuse(member, parsed.fault ?? conditionFault(parsed.condition, values));
  return parsed;
};

const readUpdate = (text: string, { names, values }: Placeholders): Part => {
  const parsed = compiledUpdate(text, names);
  const { actions, mentions } = parsed;
  refuse('UpdateExpression', parsed.fault ?? updateFault(parsed, values));
  const touched = actions.map((action) => action.path.steps);
  const written = new Set(actions.map((action) => action.path.head));
  const apply: Update['apply'] = (item, isNew) => ({ item: applyUpdate(actions, item, values, isNew), touched });
  return { mentions, expression: { update: { apply, names: written } } };
};

const readProjection = (text: string, { names }: Placeholders): Part => {
  const { mentions, fault, project } = compiledProjection(text, names);
  refuse('ProjectionExpression', fault);
  return { mentions, expression: { projection: { attributes: mentions.topLevel, project } } };
};

const readMember = (member: ExpressionMember, text: string, placeholders: Placeholders): Part => {
  checkText(member, text);
  if (member === 'UpdateExpression') return readUpdate(text, placeholders);
  if (member === 'ProjectionExpression') return readProjection(text, placeholders);
  const { condition, mentions, test } = checkedCondition(member, text, placeholders);
  const { values } = placeholders;
  if (member === 'KeyConditionExpression') return { mentions, expression: {}, keyCondition: condition };
  const holds = (item: Item): boolean => test(item, values);
  return { mentions, expression: member === 'FilterExpression' ? { filter: holds } : { condition: holds } };
};

/** Reads the expressions of a request. Throws a ValidationException in DynamoDB's words for the first fault that it finds, and for the
 * parameters that came before expressions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html */
export const readExpressions = (
  request: Readonly<Record<string, unknown>>,
  wanted: readonly ExpressionMember[],
  { readValue = (value) => value as AttributeValue }: ExpressionOptions = {},
): Expressions => {
  checkParameters(request, wanted);
  const placeholders = readPlaceholders(request, readValue);
  const mentions = new Map<ExpressionMember, Mentions>();
  const expressions: Partial<Expressions> = {};
  let keyCondition: Condition | undefined;
  for (const member of MEMBERS) {
    const text = request[member];
    if (!wanted.includes(member) || typeof text !== 'string') continue;
    const part = readMember(member, text, placeholders);
    mentions.set(member, part.mentions);
    Object.assign(expressions, part.expression);
    keyCondition ??= part.keyCondition;
  }
  checkAllUsed(placeholders, [...mentions.values()]);
  if (keyCondition !== undefined) expressions.keyCondition = keyTests(keyCondition, placeholders.values);
  return {
    ...expressions,
    topLevel: (member) => mentions.get(member)?.topLevel ?? NOTHING,
    nested: (member) => mentions.get(member)?.nested ?? NOTHING,
  };
};

/** The parts of an item that lie at paths, as UPDATED_OLD and UPDATED_NEW answer with them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const pick = (item: Item, paths: readonly Steps[]): Item => projector(paths)(item);
