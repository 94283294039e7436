/** Where a deployment with these credentials would go. */
export interface Place {
  readonly region: string;
  /** Absent where STS could not be asked. */
  readonly account?: string | undefined;
}
