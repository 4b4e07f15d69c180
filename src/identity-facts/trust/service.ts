import { IdentityService, identityServiceIn } from './identity-service';
import type { IdentityPoolEntity } from '../entities/entities';

/** The identity service as the trust policies of the pool's partition name it, and the prefix of its condition keys. */
export function identityService(pool: IdentityPoolEntity): IdentityService {
  return identityServiceIn(String(pool.ref).split(':')[0]);
}
