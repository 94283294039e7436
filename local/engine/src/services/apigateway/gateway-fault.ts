/** A response that the gateway gives itself. */
interface FaultKind {
  readonly status: number;
  readonly message: string;
  readonly errorType: string;
}

const INTERNAL = { message: 'Internal server error', errorType: 'InternalServerErrorException' };

/** The gateway response types that occur here, with what API Gateway answers by default.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const faultKinds = {
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  ACCESS_DENIED: { status: 403, message: 'Access Denied', errorType: 'AccessDeniedException' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized', errorType: 'UnauthorizedException' },
  EXPIRED_TOKEN: { status: 401, message: 'The incoming token has expired', errorType: 'UnauthorizedException' },
  BAD_REQUEST_BODY: { status: 400, message: 'Invalid request body', errorType: 'BadRequestException' },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    message: 'Missing required request parameters',
    errorType: 'BadRequestException',
  },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long', errorType: 'RequestTooLargeException' },
  THROTTLED: { status: 429, message: 'Too Many Requests', errorType: 'TooManyRequestsException' },
  API_CONFIGURATION_ERROR: { status: 500, ...INTERNAL },
  INTEGRATION_FAILURE: { status: 504, ...INTERNAL },
  INTEGRATION_TIMEOUT: { status: 504, ...INTERNAL, message: 'Endpoint request timed out' },
  DEFAULT_4XX: { status: 400, message: 'Bad Request', errorType: 'BadRequestException' },
  DEFAULT_5XX: { status: 500, ...INTERNAL },
} as const satisfies Record<string, FaultKind>;

type FaultType = keyof typeof faultKinds;

/** Thrown where the gateway answers in the function's place. */
export class GatewayFault extends Error {
  override readonly name = 'GatewayFault';
  readonly type: FaultType;
  readonly status: number;
  /** What a validator found, as `$context.error.validationErrorString` has it. */
  readonly validation: string;

  constructor(type: FaultType, details: { message?: string; status?: number; validation?: string } = {}) {
    super(details.message ?? faultKinds[type].message);
    this.type = type;
    this.status = details.status ?? faultKinds[type].status;
    this.validation = details.validation ?? '';
  }
}
