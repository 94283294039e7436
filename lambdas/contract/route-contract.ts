import type * as z from 'zod';
import type { ProblemCode } from '../handlers/http/problems.ts';

/** A schema under the name that it has in the document. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: z.ZodType;
}

/** Names the schema of a body. */
export const named = (name: string, schema: z.ZodType): NamedSchema => ({ name, schema });

/** What a call takes as its body. */
export interface BodyContract extends NamedSchema {
  /** A request without a body does, too. */
  readonly optional?: true;
  /** A body that the call takes, as a reader of the document tries it first. */
  readonly example?: unknown;
}

/** An answer that is none of a problem. */
export interface AnswerContract {
  readonly description: string;
  /** Absent where the answer has no body. */
  readonly body?: NamedSchema;
  /** What each header says, by its name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the template does not tell of a call of the API. */
export interface RouteContract {
  /** The name of the call, for programs. */
  readonly operationId: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: BodyContract;
  /** By HTTP status. */
  readonly answers: Readonly<Record<number, AnswerContract>>;
  /** The codes of the problems that its handler answers with, beyond those of every handler. */
  readonly problems: readonly ProblemCode[];
}

/** Calls by method and resource, as API Gateway names them: `GET /orders/{orderId}`. */
export type RouteContracts = Readonly<Record<string, RouteContract>>;

/** The codes that a table of explanations has, which the compiler holds to be complete. */
export const codesOf = <Code extends ProblemCode>(explanations: Readonly<Record<Code, string>>): Code[] =>
  Object.keys(explanations) as Code[];
