import { readFileSync } from 'node:fs';
import { CustomResource, Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import * as z from 'zod';
import { ConfigError } from '../../config.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { keptTable } from '../shared/kept-table.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';

/** The products on sale: a table, which each deployment gives those of `cdk/catalogue/` that it lacks. What it has belongs to the
 * shop, whose support changes it on a page. */
export class Catalogue extends Construct {
  readonly tableName: string;
  readonly watched: WatchedTable;
  readonly #tableArn: string;

  constructor(scope: Construct, id: string, props: FunctionSettings) {
    super(scope, id);
    const { config, artifacts } = props;
    const table = keptTable(this, 'Products', config, {
      partitionKey: { name: 'product', type: AttributeType.STRING },
    });
    this.tableName = table.tableName;
    this.watched = {
      name: 'Products',
      table,
      indexNames: [],
      operations: ['BatchGetItem', 'Scan', 'PutItem', 'GetItem', 'UpdateItem', 'TransactWriteItems'],
    };
    this.#tableArn = table.tableArn;

    const timeout = Duration.seconds(60);
    const seed = new OrderFunction(this, 'SeedCatalogue', {
      ...props,
      entry: 'seed-catalogue',
      description: 'Adds the products that the catalogue lacks; changes and deletes none.',
      timeout,
    });
    this.#grant(seed, 'dynamodb:PutItem');
    // No explicit dependencies: the function it names waits for its own policy, and names the table.
    new CustomResource(this, 'Seeding', {
      resourceType: 'Custom::Catalogue',
      serviceToken: seed.lambda.functionArn,
      // CloudFormation would otherwise wait an hour for a function that dies without an answer. This leaves room for
      // Lambda's first retry of an asynchronous call, a minute later.
      serviceTimeout: timeout.plus(Duration.minutes(1)).plus(timeout),
      properties: { Products: readProducts(artifacts.catalogueFile) },
    });
  }

  /** Lets the function look up the products of an order. */
  grantLookUp(fn: OrderFunction): void {
    this.#grant(fn, 'dynamodb:BatchGetItem');
  }

  /** Lets the function take units out of stock, and give them back. */
  grantChangeStock(fn: OrderFunction): void {
    this.#grant(fn, 'dynamodb:UpdateItem');
  }

  /** Lets the function list every product. */
  grantList(fn: OrderFunction): void {
    this.#grant(fn, 'dynamodb:Scan');
  }

  /** Lets the function change a product that it has read. */
  grantChange(fn: OrderFunction): void {
    this.#grant(fn, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
  }

  #grant(fn: OrderFunction, ...actions: string[]): void {
    fn.allow(actions, this.#tableArn);
    fn.tell(ENVIRONMENT.productsTable, this.tableName);
  }
}

/** The catalogue as one compact JSON string; what a product must be is for the seeding function to check. */
const readProducts = (file: string): string => {
  const products = z.array(z.looseObject({ product: z.string() })).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!products.success) throw new ConfigError(`the catalogue is not an array of products: ${products.error.message}`);
  return JSON.stringify(products.data);
};
