import { scenario, expectIdentityPool } from './scenario';
import { AppIdentityPool } from '../src';

let identities: AppIdentityPool;
const test = scenario('Guests', stack => {
  identities = new AppIdentityPool(stack, 'Identities', { guestAccess: true });
});

expectIdentityPool(test, identities!, { AllowUnauthenticatedIdentities: true });
