import type { Item } from '../values/attribute-value.ts';
import { Cache } from './cache.ts';
import { compileCondition, type Test } from './condition.ts';
import { type ParsedCondition, parseCondition } from './condition-parser.ts';
import { projector } from './projection.ts';
import { type ParsedProjection, parseProjection } from './projection-parser.ts';
import { type ParsedUpdate, parseUpdate } from './update-parser.ts';

/** Enough for what a service's functions use; each text counts once for each set of names. */
const CAPACITY = 1000;

type Names = Readonly<Record<string, string>>;
type CompiledCondition = ParsedCondition & { test: Test };
type CompiledProjection = ParsedProjection & { project: (item: Item) => Item };

const conditions = new Cache<CompiledCondition>(CAPACITY);
const updates = new Cache<ParsedUpdate>(CAPACITY);
const projections = new Cache<CompiledProjection>(CAPACITY);

const key = (text: string, names: Names): string => JSON.stringify([text, names]);

/** A condition, parsed and compiled; its member is part of the messages about it. */
export const compiledCondition = (member: string, text: string, names: Names): CompiledCondition =>
  conditions.get(member + key(text, names), () => {
    const parsed = parseCondition(member, text, names);
    return { ...parsed, test: compileCondition(parsed.condition) };
  });

/** An update, parsed. */
export const compiledUpdate = (text: string, names: Names): ParsedUpdate =>
  updates.get(key(text, names), () => parseUpdate(text, names));

/** A projection, parsed and compiled. */
export const compiledProjection = (text: string, names: Names): CompiledProjection =>
  projections.get(key(text, names), () => {
    const parsed = parseProjection(text, names);
    return { ...parsed, project: projector(parsed.paths.map((path) => path.steps)) };
  });
