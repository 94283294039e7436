/** How a value is written in the query protocol of a service whose lists and maps have names of their own.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export type QueryShape =
  | 'text'
  | 'number'
  | 'boolean'
  /** Base64 text in all protocols. */
  | 'blob'
  | { readonly list: QueryShape }
  | { readonly map: QueryShape; readonly key: string; readonly value: string }
  | QueryStructure;

/** A structure: its members by their names. */
export interface QueryStructure {
  readonly members: Readonly<Record<string, QueryMember>>;
}

/** A member: its shape, and what its elements are called where that is not the member's name. Lists and maps are flattened. */
export interface QueryMember {
  readonly shape: QueryShape;
  readonly name?: string;
}

/** What a service that speaks JSON has to know to speak the query protocol too. */
export interface QueryModel {
  readonly namespace: string;
  /** The member that a path other than `/` stands for, as the URL of a queue does. */
  readonly pathMember?: string;
  readonly operations: Readonly<Record<string, { readonly input: QueryStructure; readonly output?: QueryStructure }>>;
  /** Codes and statuses of errors, where they are not those of JSON. */
  readonly errors: Readonly<Record<string, { readonly code: string; readonly status: number }>>;
}
