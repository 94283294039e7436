/** How an action stands or ended. */
export interface ActionOutcome {
  text: string;
  bad: boolean;
}
