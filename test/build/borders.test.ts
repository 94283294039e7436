import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Who may import whom: a file of the folder, the words of its list in biome.json, what it refuses and what it lets in. */
interface Border {
  readonly file: string;
  readonly says: string;
  readonly refuses: readonly string[];
  readonly allows: readonly string[];
}

const BORDERS: readonly Border[] = [
  {
    file: 'lambdas/planted.ts',
    says: 'An entry file composes what lambdas/ holds, with the AWS SDK.',
    refuses: ['../cdk/config.ts', '../site/src/main.tsx', '../local/start.ts', 'local-aws', 'esbuild', 'node:fs'],
    allows: ['./adapters/hash-node.ts', './handlers/http/answers.ts', '@aws-sdk/client-sqs'],
  },
  {
    file: 'lambdas/support/planted.ts',
    says: 'An entry file composes what lambdas/ holds, with the AWS SDK.',
    refuses: ['../../cdk/config.ts', '../../test/helpers/shop.ts', 'local-aws/client'],
    allows: ['../core/order/rules.ts', '../runtime/env.ts'],
  },
  {
    file: 'lambdas/build.ts',
    says: 'The build imports esbuild, Node and the contract.',
    refuses: ['./handlers/http/answers.ts', './core/order/rules.ts', '../cdk/config.ts', '@aws-sdk/client-sqs'],
    allows: ['./core/contract/order-request.ts', 'esbuild', 'node:fs/promises'],
  },
  {
    file: 'lambdas/contract/planted.ts',
    says: "The contract's files come from core, the handlers' problems and a synthesis.",
    refuses: ['../adapters/orders-dynamodb.ts', '../../cdk/app.ts', '../submit-order.ts', '@aws-sdk/client-sqs'],
    allows: [
      './routes.ts',
      '../core/contract/api.ts',
      '../handlers/http/problems.ts',
      '../../cdk/operations/preflight/synthesize.ts',
      'zod',
    ],
  },
  {
    file: 'lambdas/core/contract/planted.ts',
    says: 'core/contract imports zod and itself.',
    refuses: [
      '../order/rules.ts',
      '../shared/cursor.ts',
      '../../adapters/hash-node.ts',
      'node:crypto',
      '@aws-sdk/client-sqs',
    ],
    allows: ['./order.ts', 'zod'],
  },
  {
    file: 'lambdas/core/shared/planted.ts',
    says: 'core/shared imports zod, itself and core/contract.',
    refuses: ['../order/rules.ts', '../../runtime/env.ts', 'node:crypto'],
    allows: ['../contract/order.ts', './cursor.ts'],
  },
  {
    file: 'lambdas/core/catalogue/planted.ts',
    says: 'core/catalogue imports zod, itself, core/contract and core/shared.',
    refuses: ['../order/rules.ts', '../support/ports.ts', '../../handlers/http/answers.ts', '@aws-sdk/lib-dynamodb'],
    allows: ['../contract/product.ts', '../shared/cursor.ts'],
  },
  {
    file: 'lambdas/core/confirmation/planted.ts',
    says: 'core/confirmation imports zod, itself, core/contract and core/shared.',
    refuses: ['../order/rules.ts', '../support/ports.ts', 'eta', 'node:fs'],
    allows: ['../contract/order.ts', '../shared/back-off.ts'],
  },
  {
    file: 'lambdas/core/order/planted.ts',
    says: 'core/order imports zod, itself, core/catalogue, core/contract and core/shared.',
    refuses: [
      '../support/ports.ts',
      '../confirmation/ports.ts',
      '../../adapters/orders-dynamodb.ts',
      '../../../cdk/app.ts',
    ],
    allows: ['../catalogue/ports.ts', '../contract/order.ts', './rules.ts'],
  },
  {
    file: 'lambdas/core/support/planted.ts',
    says: 'core/support imports zod, itself, core/contract, core/order and core/shared.',
    refuses: ['../confirmation/ports.ts', '../../adapters/workflow-sfn.ts', '../../../site/src/main.tsx', 'node:util'],
    allows: ['../order/ports.ts', '../contract/support.ts'],
  },
  {
    file: 'lambdas/adapters/planted.ts',
    says: 'An adapter imports core, the AWS SDK, zod and Node.',
    refuses: ['../handlers/http/answers.ts', '../runtime/env.ts', '../../cdk/config.ts', 'aws-cdk-lib', 'local-aws'],
    allows: ['../core/order/ports.ts', '@aws-sdk/lib-dynamodb', 'node:crypto'],
  },
  {
    file: 'lambdas/handlers/http/planted.ts',
    says: 'A handler imports core, runtime and other handlers.',
    refuses: ['../../adapters/hash-node.ts', '../../../cdk/config.ts', '../../submit-order.ts', '@aws-sdk/client-sqs'],
    allows: ['../../core/order/ports.ts', '../../runtime/logger.ts', './answers.ts', 'zod'],
  },
  {
    file: 'lambdas/handlers/http/support/planted.ts',
    says: 'A handler imports core, runtime and other handlers.',
    refuses: ['../../../adapters/hash-node.ts', '../../../../site/src/main.tsx', '../../../support/trace-order.ts'],
    allows: ['../../../core/support/ports.ts', '../answers.ts'],
  },
  {
    file: 'lambdas/runtime/planted.ts',
    says: 'What every function shares imports zod, itself and core/shared.',
    refuses: ['../core/order/rules.ts', '../handlers/http/answers.ts', '../../cdk/config.ts', 'node:fs'],
    allows: ['./logger.ts', 'zod'],
  },
  {
    file: 'cdk/planted.ts',
    says: 'The stack imports the CDK and its own constructs.',
    refuses: [
      '../lambdas/core/contract/order.ts',
      '../local/start.ts',
      '../site/vite.config.ts',
      '@aws-sdk/client-sqs',
      'local-aws',
    ],
    allows: ['./constructs/orders/orders-table.ts', 'aws-cdk-lib/aws-sqs', 'node:path'],
  },
  {
    file: 'cdk/constructs/orders/planted.ts',
    says: "A construct imports the CDK, other constructs and the stage's configuration.",
    refuses: [
      '../../../lambdas/core/contract/order.ts',
      '../../../local/start.ts',
      '../../order-stack.ts',
      '@aws-sdk/client-sqs',
    ],
    allows: ['../shared/alarm.ts', '../../config.ts', 'aws-cdk-lib'],
  },
  {
    file: 'cdk/operations/erase/planted.ts',
    says: "An operator's command imports the configuration, the app, the contract and the AWS SDK.",
    refuses: [
      '../../constructs/orders/orders-table.ts',
      '../../../lambdas/core/order/rules.ts',
      '../../order-stack.ts',
      'local-aws',
    ],
    allows: ['../../config.ts', './run.ts', '../../../lambdas/core/contract/order.ts', '@aws-sdk/client-sesv2'],
  },
  {
    file: 'lambdas/build/planted.ts',
    says: 'The build imports esbuild, Node and the contract.',
    refuses: ['../handlers/http/answers.ts', '../core/order/rules.ts', '../../cdk/app.ts', 'local-aws'],
    allows: ['../build.ts', './maps.ts', 'esbuild'],
  },
  {
    file: 'local/planted.ts',
    says: "The shop's commands use the engine by its doors, and the contract.",
    refuses: [
      './engine/src/engine.ts',
      'local-aws/testing',
      '../lambdas/core/order/rules.ts',
      '../cdk/app.ts',
      '../test/helpers/shop.ts',
      '@aws-sdk/client-sqs',
    ],
    allows: ['local-aws', 'local-aws/client', './people.ts', '../lambdas/core/contract/identity.ts'],
  },
  {
    file: 'local/engine/src/planted.ts',
    says: 'The engine knows the cloud assembly, and nothing of the shop.',
    refuses: [
      '../../people.ts',
      '../../../lambdas/core/contract/order.ts',
      '../../../cdk/config.ts',
      '../../../test/helpers/shop.ts',
      './testing/engine.ts',
      'aws-cdk-lib',
      '@aws-sdk/client-sqs',
      'local-aws',
    ],
    allows: ['./engine.ts', './services/sqs/index.ts', 'zod', 'node:http'],
  },
  {
    file: 'local/engine/src/template/planted.ts',
    says: 'The engine knows the cloud assembly, and nothing of the shop.',
    refuses: ['../../../people.ts', '../../../../lambdas/core/contract/order.ts', '../testing/engine.ts', 'local-aws'],
    allows: ['../engine.ts', '../services/sqs/index.ts', './load.ts', 'zod'],
  },
  {
    file: 'local/engine/src/synthesis/planted.ts',
    says: 'The engine knows the cloud assembly, and nothing of the shop.',
    refuses: ['../../../../lambdas/core/contract/order.ts', '../testing/engine.ts', 'local-aws', 'aws-cdk-lib'],
    allows: ['../aws-error.ts', './stamp.ts', 'zod'],
  },
  {
    file: 'local/engine/src/services/sqs/planted.ts',
    says: 'A service uses kit, protocols and the engine, and another service by its index only.',
    refuses: [
      '../sns/topics.ts',
      '../../../../../lambdas/core/contract/order.ts',
      '../../testing/engine.ts',
      '@aws-sdk/client-sns',
    ],
    allows: ['../sns/index.ts', '../../kit/clock.ts', '../../service.ts', './index.ts'],
  },
  {
    file: 'local/engine/src/services/cloudfront/origins/planted.ts',
    says: 'A service uses kit, protocols and the engine, and another service by its index only.',
    refuses: ['../../s3/operations.ts', '../../../../../../cdk/config.ts'],
    allows: ['../../s3/index.ts', '../serve.ts'],
  },
  {
    file: 'local/engine/src/kit/planted.ts',
    says: 'kit is below the services.',
    refuses: [
      '../services/sqs/index.ts',
      '../protocols/json.ts',
      '../iam/policy.ts',
      '../../../../lambdas/runtime/env.ts',
      'ajv',
    ],
    allows: ['./clock.ts', '../aws-error.ts', 'node:crypto'],
  },
  {
    file: 'local/engine/src/testing/planted.ts',
    says: 'What tests need imports the engine.',
    refuses: [
      '../../../../lambdas/core/contract/order.ts',
      '../../../../test/helpers/shop.ts',
      'vitest',
      'aws-cdk-lib',
    ],
    allows: ['../engine.ts', './clock.ts'],
  },
  {
    file: 'local/engine/test/planted.ts',
    says: "The engine's tests know nothing of the shop.",
    refuses: [
      '../../../lambdas/core/contract/order.ts',
      '../../../cdk/app.ts',
      '../../../test/helpers/shop.ts',
      'preact',
    ],
    allows: ['../src/engine.ts', 'vitest', '@aws-sdk/client-sqs', 'aws-cdk-lib'],
  },
  {
    file: 'site/planted.ts',
    says: "The site's build imports Vite and Node.",
    refuses: ['../cdk/config.ts', '../lambdas/core/contract/order.ts', 'esbuild'],
    allows: ['vite', './first-page-budget.ts', 'node:path'],
  },
  {
    file: 'site/worker/planted.ts',
    says: 'The worker imports Workbox, the contract and the names that it shares with the pages.',
    refuses: ['../src/stores/cart.ts', '../src/api/http.ts', '../../lambdas/core/order/rules.ts', 'preact', 'node:fs'],
    allows: ['../src/api/seen.ts', '../../lambdas/core/contract/identity.ts', 'workbox-strategies'],
  },
  {
    file: 'site/src/planted.ts',
    says: 'The entry composes the site.',
    refuses: ['./machine/layout.ts', '../../lambdas/core/contract/order.ts', '@aws-sdk/client-sqs', 'node:fs'],
    allows: ['./views/app.tsx', './stores/cart.ts', 'preact'],
  },
  {
    file: 'site/src/api/planted.ts',
    says: 'api imports the contract, zod and the login library.',
    refuses: [
      '../stores/cart.ts',
      '../views/app.tsx',
      '../../../lambdas/core/order/rules.ts',
      '../../../lambdas/handlers/http/answers.ts',
      'preact',
    ],
    allows: ['../../../lambdas/core/contract/order.ts', './answer.ts', 'zod'],
  },
  {
    file: 'site/src/browser/planted.ts',
    says: 'browser implements what stores and api ask of a browser.',
    refuses: ['../views/app.tsx', '../machine/layout.ts', '../../../lambdas/core/contract/order.ts'],
    allows: ['../stores/shelf.ts', '../api/login.ts'],
  },
  {
    file: 'site/src/format/planted.ts',
    says: 'format imports the contract.',
    refuses: ['../stores/cart.ts', '../../../lambdas/core/order/rules.ts', 'preact'],
    allows: ['./timestamp.ts', '../../../lambdas/core/contract/order.ts'],
  },
  {
    file: 'site/src/machine/planted.ts',
    says: 'machine draws: it imports the contract, zod and the layout library.',
    refuses: [
      '../views/app.tsx',
      '../stores/cart.ts',
      '../api/answer.ts',
      '../../../lambdas/core/support/ports.ts',
      'preact',
    ],
    allows: ['./graph.ts', '@dagrejs/dagre', '../../../lambdas/core/contract/support.ts'],
  },
  {
    file: 'site/src/pictures/planted.ts',
    says: 'pictures import Preact.',
    refuses: ['../stores/cart.ts', '../views/app.tsx', 'zod'],
    allows: ['preact', './frame.tsx'],
  },
  {
    file: 'site/src/stores/planted.ts',
    says: 'stores import api, machine and the contract, never views.',
    refuses: [
      '../views/app.tsx',
      '../browser/storage.ts',
      '../../../lambdas/core/order/rules.ts',
      'preact',
      'oidc-client-ts',
    ],
    allows: ['../api/answer.ts', '../machine/visits.ts', '../../../lambdas/core/contract/order.ts', '@preact/signals'],
  },
  {
    file: 'site/src/stores/support/planted.ts',
    says: 'stores import api, machine and the contract, never views.',
    refuses: ['../../views/app.tsx', '../../../../lambdas/core/support/ports.ts', '../../../../cdk/config.ts'],
    allows: ['../../api/answer.ts', '../poll.ts', '../../../../lambdas/core/contract/support.ts'],
  },
  {
    file: 'site/src/views/support/order/planted.tsx',
    says: 'views import stores and what is below them, never the browser.',
    refuses: [
      '../../../browser/storage.ts',
      '../../../../../lambdas/core/support/ports.ts',
      '../../../../../lambdas/handlers/http/answers.ts',
      '../../../../../cdk/config.ts',
      'oidc-client-ts',
      'zod',
    ],
    allows: [
      '../../../stores/cart.ts',
      '../../../machine/layout.ts',
      '../../page.tsx',
      '../json-view.tsx',
      'preact/hooks',
    ],
  },
  {
    file: 'test/unit/planted.ts',
    says: 'Tests use the engine by its doors.',
    refuses: ['../../local/engine/src/engine.ts', '../../local/engine/test/services/states/harness.ts'],
    allows: ['local-aws', 'local-aws/testing', '../../lambdas/core/order/rules.ts', '../../cdk/config.ts'],
  },
];

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Lints a copy that holds nothing but biome.json and the planted files. */
const lintPlanted = (): Finding[] => {
  const copy = mkdtempSync(join(tmpdir(), 'borders-'));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(join(root, 'biome.json'), join(copy, 'biome.json'));
  for (const { file, refuses, allows } of BORDERS) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), [...refuses, ...allows].map((name) => `import '${name}';\n`).join(''));
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      biome,
      'lint',
      '--only=style/noRestrictedImports',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      '--reporter=github',
      copy,
    ],
    { cwd: copy, encoding: 'utf8' },
  );
  const found = [...stdout.matchAll(/^::error title=(\S+?),file=([^,]+),line=(\d+)[^:]*::(.*)$/gm)];
  if (found.length === 0) throw new Error(`Biome found nothing at all: ${stderr}`);
  return found.map(([, , file = '', line = '', message = '']) => ({
    file: relative(copy, resolve(copy, file)),
    line: Number(line),
    message,
  }));
};

describe('who may import whom', () => {
  const findings = lintPlanted();

  it.each(BORDERS)('$file: $says', ({ file, says, refuses, allows }) => {
    const found = findings.filter((finding) => finding.file === file);
    const names = [...refuses, ...allows];
    expect(found.map(({ line }) => names[line - 1]).toSorted()).toEqual(refuses.toSorted());
    expect(new Set(found.map(({ message }) => message))).toEqual(new Set([says]));
  });

  it('each list of biome.json is one of these', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    const lists = overrides.flatMap(
      (override: {
        linter: { rules: { style: { noRestrictedImports: { options: { patterns: { message: string }[] } } } } };
      }) => override.linter.rules.style.noRestrictedImports.options.patterns.map(({ message }) => message),
    );
    expect(new Set(lists)).toEqual(new Set(BORDERS.map(({ says }) => says)));
  });
});
