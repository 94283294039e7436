import * as z from 'zod';

const resourceSchema = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const ref = z.object({ Ref: z.string() });
const pathPartSchema = z.object({
  PathPart: z.string(),
  ParentId: z.union([ref, z.object({ 'Fn::GetAtt': z.unknown() })]),
});
const methodSchema = z.object({
  HttpMethod: z.string(),
  ResourceId: ref,
  AuthorizationType: z.enum(['NONE', 'COGNITO_USER_POOLS']),
  RequestValidatorId: z.unknown().optional(),
});
const stageSchema = z.object({ StageName: z.string() });
const gatewayAnswerSchema = z.object({
  ResponseType: z.string(),
  ResponseTemplates: z.object({ 'application/json': z.string() }),
});
const gatewayProblemSchema = z.object({ status: z.int(), code: z.string(), title: z.string() });

/** A call of the API, as the template has it. */
export interface TemplateRoute {
  readonly method: string;
  /** `/orders/{orderId}` */
  readonly path: string;
  readonly isSignedIn: boolean;
  /** API Gateway holds the body against a model before any function sees it. */
  readonly isValidated: boolean;
}

/** A problem that API Gateway answers with by itself. */
interface GatewayProblem {
  /** `THROTTLED` */
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

/** The API of a synthesized template. */
export interface TemplateApi {
  readonly stage: string;
  /** In the order of their paths and methods. */
  readonly routes: readonly TemplateRoute[];
  readonly gatewayProblems: readonly GatewayProblem[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

/** Reads the API of the one REST API of a CloudFormation template; throws where it is written in another way. */
export const readApi = (template: unknown): TemplateApi => {
  const resources = z.object({ Resources: z.record(z.string(), resourceSchema) }).parse(template).Resources;
  const ofType = <T>(type: string, schema: z.ZodType<T>): T[] =>
    Object.values(resources)
      .filter(({ Type }) => Type === `AWS::ApiGateway::${type}`)
      .map(({ Properties }) => schema.parse(Properties));
  const pathOf = (logicalId: string): string => {
    const { PathPart, ParentId } = pathPartSchema.parse(resources[logicalId]?.Properties);
    // The attribute is the API's root resource.
    return `${'Ref' in ParentId ? pathOf(ParentId.Ref) : ''}/${PathPart}`;
  };
  const [stage, ...others] = ofType('Stage', stageSchema);
  if (!stage || others.length > 0) throw new Error('the template has not exactly one API');
  const routes = ofType('Method', methodSchema).map(
    ({ HttpMethod, ResourceId, AuthorizationType, RequestValidatorId }) => ({
      method: HttpMethod,
      path: pathOf(ResourceId.Ref),
      isSignedIn: AuthorizationType === 'COGNITO_USER_POOLS',
      isValidated: RequestValidatorId !== undefined,
    }),
  );
  return {
    stage: stage.StageName,
    routes: routes.toSorted((a, b) => compare(`${a.path} ${a.method}`, `${b.path} ${b.method}`)),
    gatewayProblems: ofType('GatewayResponse', gatewayAnswerSchema).map(({ ResponseType, ResponseTemplates }) => ({
      type: ResponseType,
      ...gatewayProblemSchema.parse(JSON.parse(ResponseTemplates['application/json'])),
    })),
  };
};
