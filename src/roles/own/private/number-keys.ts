import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';

const TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

/** What an L1 of a table says of keys; its local indexes have the partition key of the table. */
type Keyed = Pick<dynamodb.CfnTable, 'keySchema' | 'attributeDefinitions' | 'globalSecondaryIndexes'>;

/** What can hold no identity id, as far as it is known: the table, and those of its indexes. */
export interface NumberKeys {
  readonly table: boolean;
  readonly indexes: string[];
}

/** Whose partition keys are numbers. Nothing is known of imported tables, and of indexes that are added later. */
export function numberKeysOf(table: dynamodb.ITable): NumberKeys {
  const resource = table.node.defaultChild;
  if (!CfnResource.isCfnResource(resource) || !TYPES.includes(resource.cfnResourceType)) {
    return { table: false, indexes: [] };
  }
  const made = resource as CfnResource & Keyed;
  const { keySchema, attributeDefinitions, globalSecondaryIndexes }: Keyed = Stack.of(table).resolve({
    keySchema: made.keySchema, attributeDefinitions: made.attributeDefinitions, globalSecondaryIndexes: made.globalSecondaryIndexes,
  });
  const isNumber = (schema: unknown): boolean => {
    const hash = listed(schema).find(({ keyType }) => keyType === 'HASH')?.attributeName;
    return hash !== undefined && listed(attributeDefinitions)
      .some(({ attributeName, attributeType }) => attributeName === hash && attributeType === 'N');
  };
  return {
    table: isNumber(keySchema),
    indexes: listed(globalSecondaryIndexes).filter(index => isNumber(index.keySchema)).map(({ indexName }) => String(indexName)),
  };
}

function listed(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) && !Token.isUnresolved(value) ? value : [];
}
