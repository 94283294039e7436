import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings } from '../../../src/testing/engine.ts';
import { allow, deny, roleArn, roleOf, useStack } from '../../iam/use-stack.ts';
import { attribute, stackOf } from '../lambda/stack.ts';

const { start, refusal } = useStack();

type Engine = Awaited<ReturnType<typeof start>>;
const secret = (properties: object) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { ...properties } });
const generated = secret({ Name: 'proof', GenerateSecretString: { PasswordLength: 48, ExcludePunctuation: true } });
const clientOf = (engine: Engine) => new SecretsManagerClient({ ...clientSettings(engine), maxAttempts: 1 });
const read = async (engine: Engine, SecretId = 'proof', more: object = {}) =>
  await clientOf(engine).send(new GetSecretValueCommand({ SecretId, ...more }));

/** A secret whose description shows what a reference came to. */
const showing = (reference: unknown) => secret({ Name: 'shows', Description: reference });
const shown = async (engine: Engine): Promise<string | undefined> =>
  (await clientOf(engine).send(new DescribeSecretCommand({ SecretId: 'shows' }))).Description;

describe('a secret of the template', () => {
  it('is made once, of what the rules allow, and found again after a restart', async () => {
    const engine = await start({ Proof: generated });
    const { SecretString, VersionStages, ARN } = await read(engine);
    expect(SecretString).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(VersionStages).toEqual(['AWSCURRENT']);
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:proof-\w{6}$/);
    await engine.stop();
    const again = await start({ Proof: generated }, { dataDir: engine.dataDir });
    expect((await read(again, ARN)).SecretString).toBe(SecretString);
  });

  it('gets a new value when the template makes it anew, and keeps what somebody put there until then', async () => {
    const engine = await start({ Proof: generated });
    await clientOf(engine).send(new PutSecretValueCommand({ SecretId: 'proof', SecretString: 'mine' }));
    await engine.update(writeAssembly({ Resources: { Proof: { ...generated, DependsOn: [] }, Other: secret({}) } }));
    expect((await read(engine)).SecretString).toBe('mine');
    const longer = secret({ Name: 'proof', GenerateSecretString: { PasswordLength: 50 } });
    await engine.update(writeAssembly({ Resources: { Proof: longer } }));
    expect((await read(engine)).SecretString).toHaveLength(50);
    expect((await read(engine, 'proof', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('mine');
    const { SecretList } = await clientOf(engine).send(new ListSecretsCommand({}));
    expect(SecretList?.map(({ Name }) => Name)).toEqual(['proof']);
  });

  it('may stand within a text of the template', async () => {
    const SecretStringTemplate = JSON.stringify({ username: 'admin' });
    const GenerateSecretString = { SecretStringTemplate, GenerateStringKey: 'password', PasswordLength: 5 };
    const engine = await start({ Proof: secret({ Name: 'proof', GenerateSecretString }) });
    const { username, password } = JSON.parse((await read(engine)).SecretString ?? '');
    expect([username, password.length]).toEqual(['admin', 5]);
  });

  it.each([
    [{ SecretString: 'a', GenerateSecretString: {} }, /SecretString or GenerateSecretString, not both/],
    [{ GenerateSecretString: { GenerateStringKey: 'a' } }, /go together/],
    [{ GenerateSecretString: { GenerateStringKey: 'a', SecretStringTemplate: '[' } }, /Could not parse/],
    [{ GenerateSecretString: { PasswordLength: 3 } }, /too short/],
    [{ GenerateSecretString: { PasswordLength: 5000 } }, /PasswordLength/],
    [{ ReplicaRegions: [{ Region: 'eu-west-1' }] }, /property ReplicaRegions is not emulated/],
    [{ Name: 'no name' }, /Name/],
  ])('is refused: %j', async (properties, why) => {
    expect(await refusal({ Proof: secret(properties) })).toMatch(why);
  });
});

describe('a version of a secret', () => {
  it('is the same for the same token, and another one for another value', async () => {
    const engine = await start({ Proof: secret({ Name: 'proof', SecretString: 'one' }) });
    const client = clientOf(engine);
    const ClientRequestToken = 'a'.repeat(32);
    const put = (SecretString: string) =>
      client.send(new PutSecretValueCommand({ SecretId: 'proof', ClientRequestToken, SecretString }));
    await put('two');
    expect((await put('two')).VersionId).toBe(ClientRequestToken);
    await expect(put('three')).rejects.toMatchObject({ name: 'ResourceExistsException' });
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 'proof' }));
    expect(Object.values(VersionIdsToStages ?? {}).toSorted()).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  });

  it('that waits for its rotation does not become the current one', async () => {
    const engine = await start({ Proof: secret({ Name: 'proof', SecretString: 'one' }) });
    const pending = { SecretId: 'proof', SecretString: 'two', VersionStages: ['AWSPENDING'] };
    await clientOf(engine).send(new PutSecretValueCommand(pending));
    expect((await read(engine)).SecretString).toBe('one');
    expect((await read(engine, 'proof', { VersionStage: 'AWSPENDING' })).SecretString).toBe('two');
  });

  it('that is not there is told as AWS does', async () => {
    const engine = await start({ Proof: secret({ Name: 'proof' }) });
    const label = "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";
    await expect(read(engine)).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: label });
    const message = "Secrets Manager can't find the specified secret.";
    await expect(read(engine, 'none')).rejects.toMatchObject({ name: 'ResourceNotFoundException', message });
  });
});

describe('who reads a secret', () => {
  it('needs the permission for it, and for its key', async () => {
    const engine = await start({
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Proof: secret({ Name: 'proof', SecretString: 'one', KmsKeyId: attribute('Key') }),
      Reader: roleOf('reader', [allow(['secretsmanager:GetSecretValue', 'kms:Decrypt'])]),
      Keyless: roleOf('keyless', [allow('secretsmanager:*')]),
      Nobody: roleOf('nobody', [allow('*'), deny('secretsmanager:GetSecretValue')]),
    });
    const by = (role: string) => engine.call('secretsmanager', 'GetSecretValue', { SecretId: 'proof' }, roleArn(role));
    expect(await by('reader')).toMatchObject({ SecretString: 'one' });
    const message = 'Access to KMS is not allowed';
    await expect(by('keyless')).rejects.toMatchObject({ code: 'AccessDeniedException', message });
    await expect(by('nobody')).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });
});

describe('a password', () => {
  it('holds each included type, and nothing that is excluded', async () => {
    const client = clientOf(await start({}));
    for (let times = 0; times < 20; times += 1) {
      const rules = { PasswordLength: 4, ExcludeCharacters: 'abcABC012"', IncludeSpace: false };
      const { RandomPassword = '' } = await client.send(new GetRandomPasswordCommand(rules));
      expect(RandomPassword).toMatch(/^(?=.*[d-z])(?=.*[D-Z])(?=.*[3-9])(?=.*[^A-Za-z0-9])[^abcABC012"]{4}$/);
    }
    const none = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
    await expect(client.send(new GetRandomPasswordCommand(none))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('a dynamic reference', () => {
  const Proof = secret({ Name: 'proof', SecretString: '{"user":"admin"}' });
  const stack = (reference: unknown) => ({ Proof, Shows: showing(reference) });
  const joined = (tail: string) => ({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Proof' }, tail]] });

  it.each([
    ['the whole secret', joined(':SecretString:::}}'), '{"user":"admin"}'],
    ['the whole secret, in short', joined('}}'), '{"user":"admin"}'],
    ['a member of it', joined(':SecretString:user}}'), 'admin'],
    ['a version', joined(':SecretString:user:AWSCURRENT}}'), 'admin'],
    [
      'a secret by its name',
      { 'Fn::Sub': '<{{resolve:secretsmanager:proof:SecretString:user}}> ${Proof}' },
      '<admin> arn:',
    ],
  ])('stands for %s', async (_what, reference, expected) => {
    expect(await shown(await start(stack(reference)))).toContain(expected);
  });

  it.each([
    ['{{resolve:secretsmanager:none}}', "Secrets Manager can't find the specified secret."],
    [joined(':SecretString:none}}'), 'Could not find a value associated with JSONKey in SecretString'],
    [joined(':SecretString::AWSPENDING}}'), 'staging label: AWSPENDING'],
    [joined(':SecretString::AWSCURRENT:1}}'), 'a version-stage or a version-id, not both'],
    [joined(':SecretBinary}}'), 'secret-id:SecretString:json-key:version-stage:version-id'],
    [
      '{{resolve:ssm:/nowhere:1}}',
      'dynamic reference {{resolve:ssm:/nowhere:1}} cannot be resolved: it is not emulated',
    ],
  ])('that cannot be resolved is refused: %j', async (reference, why) => {
    expect(await refusal(stack(reference))).toContain(why);
  });

  it('is no secret that an output tells, nor one that a custom resource is given', async () => {
    const reference = '{{resolve:secretsmanager:proof:SecretString:user}}';
    const answers = `export const handler = async ({ ResponseURL, ResourceProperties }) => {
      const Data = { Given: ResourceProperties.Text };
      await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', Data }) });
    };`;
    const engine = await start(
      stackOf(
        { Answers: { code: answers } },
        {
          ...stack(reference),
          Custom: {
            Type: 'Custom::Text',
            Properties: { ServiceToken: attribute('Answers'), Text: reference },
            DependsOn: ['Proof'],
          },
        },
        { Given: { Value: attribute('Custom', 'Given') } },
      ),
    );
    expect(engine.outputs.Given).toBe(reference);
    expect(await shown(engine)).toBe('admin');
  });
});
