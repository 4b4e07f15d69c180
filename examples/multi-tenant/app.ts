import { App } from 'aws-cdk-lib';
import { InvoicesStack } from './invoices-stack';
import { MultiTenantStack } from './multi-tenant-stack';

const app = new App();
const documents = new MultiTenantStack(app, 'MultiTenant');
// another team's app, here beside the first: it reads what the first hands over, so it comes after it
new InvoicesStack(app, 'Invoices').addDependency(documents);
