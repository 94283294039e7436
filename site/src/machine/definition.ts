import * as z from 'zod';

/** Only what is drawn; all else that a state may say is left out, so that a later member of the language does no harm. */
const choiceRuleSchema = z.looseObject({
  Next: z.string(),
  Comment: z.string().optional(),
  /** JSONata; a JSONPath rule is spread over members like `Variable` and `StringEquals`. */
  Condition: z.union([z.string(), z.boolean()]).optional(),
});

/** A rule of a Choice state. */
export type ChoiceRule = z.infer<typeof choiceRuleSchema>;

const catcherSchema = z.object({ ErrorEquals: z.array(z.string()), Next: z.string() });

const stateSchema = z.object({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(choiceRuleSchema).optional(),
  Catch: z.array(catcherSchema).optional(),
  get Branches() {
    return z.array(scopeSchema).optional();
  },
  get ItemProcessor() {
    return scopeSchema.optional();
  },
  /** What ItemProcessor was called before. */
  get Iterator() {
    return scopeSchema.optional();
  },
});

const scopeSchema = z.object({
  StartAt: z.string(),
  get States(): z.ZodRecord<z.ZodString, typeof stateSchema> {
    return z.record(z.string(), stateSchema);
  },
});

/** A state as it is drawn. */
export type StateDefinition = z.infer<typeof stateSchema>;

/** States that lead to each other: a whole machine, a branch of a Parallel state, or what a Map state repeats.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html */
export type ScopeDefinition = z.infer<typeof scopeSchema>;

/** Reads a state machine's definition; undefined where the text is none. */
export const parseDefinition = (text: string): ScopeDefinition | undefined => {
  try {
    const parsed = scopeSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
