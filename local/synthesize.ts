import { join, resolve } from 'node:path';
import { type CdkApp, fingerprint, makeFolder, synthesizeApp } from 'local-aws';

/** The repository's root. */
export const projectDir = resolve(import.meta.dirname, '..');

type Context = Readonly<Record<string, string>>;

/** Nobody verified the sender beforehand, as one does on AWS: here the template brings its identity. */
const withIdentity = (context: Context): Context =>
  context.senderAddress === undefined ? context : { createSenderIdentity: 'true', ...context };

/** Who sends, who answers and who runs the shop, as on a stage of somebody's; the names belong to nobody. */
export const SHOP_CONTEXT = {
  senderAddress: 'shop@example.com',
  contact: 'help@example.com',
  priceNote: 'Including VAT and delivery.',
  'priceNote.de': 'Inkl. MwSt. und Versand.',
  legalLines: 'Corner Desk GmbH, Example Street 1, 10115 Berlin|Register HRB 000000, VAT DE000000000',
  'legalLines.de': 'Corner Desk GmbH, Beispielstraße 1, 10115 Berlin|HRB 000000, USt-IdNr. DE000000000',
} as const;

/** The shop as it runs locally: SES here holds any address of the template for verified. */
export const shopApp: CdkApp = { projectDir, context: withIdentity(SHOP_CONTEXT) };

/** All that decides what a synthesis gives. */
const sources = [
  ...['cdk', 'lambdas', 'site', 'statemachines', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
  ...['local/synthesize.ts', 'node_modules/.package-lock.json'],
];

/** One hash of all that decides what a synthesis gives. */
export const shopFingerprint = (): string => fingerprint(projectDir, sources, [shopApp.context, process.version]);

/** Builds and synthesizes the stack into a folder. `context` is what a deployer would pass with `-c`. Throws EngineError. */
export const synthesize = (project: string, outputDir: string, context: Context): Promise<void> =>
  synthesizeApp({ projectDir: project, context: withIdentity(context) }, outputDir);

/** The shop's assembly in a data folder: the one that is there, where nothing has changed since. Throws EngineError. */
export const shopAssembly = async (dataDir: string, say: (line: string) => void): Promise<string> => {
  const assembly = join(dataDir, 'cdk.out');
  await makeFolder(assembly, shopFingerprint, async (folder) => {
    say('Bundling the functions, synthesizing the stack');
    await synthesizeApp(shopApp, folder);
  });
  return assembly;
};
