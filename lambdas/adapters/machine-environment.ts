/** Where the two workflows are, as the environment says it. */
export interface MachineEnvironment {
  STATE_MACHINE_ARN: string;
  CANCELLATION_STATE_MACHINE_ARN: string;
}
