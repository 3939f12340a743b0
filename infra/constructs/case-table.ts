/** The truth about every case, and the queue that is made from it: one table, on demand. */
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EXPIRES, INDEXES } from '../../platform/aws/table.ts';
import type { Deployment } from '../deployment.ts';
import { removalOf } from './removal.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

interface CaseTableProps {
  deployment: Deployment;
  key: IKey;
}

export class CaseTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { deployment: { flavour }, key }: CaseTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: flavour === 'production',
      timeToLiveAttribute: EXPIRES,
      // Commits go from here under Object Lock, as they are written.
      stream: StreamViewType.NEW_IMAGE,
      removalPolicy: removalOf(flavour),
    });
    for (const [indexName, { partition, sort, carries }] of Object.entries(INDEXES))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partition),
        sortKey: text(sort),
        ...(carries.length > 0
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...carries] }
          : { projectionType: ProjectionType.KEYS_ONLY }),
      });
  }
}
