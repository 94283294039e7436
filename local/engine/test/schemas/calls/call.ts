/** What the calls before a call answered, by their operations. */
// biome-ignore lint/suspicious/noExplicitAny: answers of some hundred operations, of which a test picks members.
export type Answers = Readonly<Record<string, any>>;

/** What an input may need beside answers. */
export interface Tools {
  /** Calls an operation of the same service, unseen by the oracle. */
  again(operation: string, input: object): Promise<object>;
  /** The text of the newest mail to an address. */
  mailTo(address: string): Promise<string>;
  /** The next token of a task that waits, or the one before again. */
  token(same?: 'same'): Promise<string>;
  /** Waits until an execution has a status. */
  settled(executionArn: string, status: string): Promise<void>;
}

type Input = object | ((answers: Answers, tools: Tools) => object | Promise<object>);

/** One operation, called once with success and once to be refused. */
export interface Call {
  readonly operation: string;
  readonly input: Input;
  /** An input that is refused; absent where the operation takes anything. */
  readonly refused?: Input;
}

/** Writes a call down. */
export const call = (operation: string, input: Input, refused?: Input): Call => ({
  operation,
  input,
  ...(refused && { refused }),
});
