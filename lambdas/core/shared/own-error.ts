/**
 * An error whose message the product wrote itself, without anything that a person typed or a service answered: it goes into
 * the log as it is. What any other error says is foreign text (see loggable.ts).
 */
export abstract class OwnError extends Error {}
