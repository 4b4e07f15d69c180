import { ClaimUse } from './claim-use';
import { Finding, acknowledge } from './finding';
import { PoolFacts, namesOf } from './pool-facts';
import { RuleMatch } from './rule-match';

/**
 * Says how an address that people can't simply change may still not be theirs. A rule can't ask whether the address is verified, since
 * it looks at one claim, so it has to be verified before it is there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
 */
export function contactFindings({ claim: { name }, match }: ClaimUse, reads: string, facts: PoolFacts): Finding[] {
  const fillers = facts.fillersOf(name);
  const written = facts.writersOf(name).length > 0;
  const given = written || facts.signInAttributes.includes(name);
  return [
    ...(fillers.length > 0 ? [{
      message: `${reads}, which ${namesOf(fillers)} fills in, verified or not, `
        + `and nothing here can ask which; ${acknowledge('why what the provider says can be trusted')}`,
    }] : []),
    ...(given && facts.selfSignUp ? signUpFindings(name, match, reads, facts) : []),
    ...(written && !alwaysSet(name, facts) ? [{
      warning: 'rule-contact-at-first-sign-in',
      message: `${reads}. Someone who was invited without one can give any when they first sign in, `
        + 'and whether Cognito verifies it then is not documented. '
        + `Let people sign in with it, or ${acknowledge('that nobody is invited without')}`,
    }] : []),
  ];
}

function signUpFindings(name: string, match: RuleMatch, reads: string, facts: PoolFacts): Finding[] {
  const otherwise = `turn self sign-up off, or ${acknowledge('why that is safe')}`;
  if (match !== RuleMatch.EQUALS) {
    return [{
      message: `${reads}, part of which people choose when they sign up: anyone can have an address that looks right; `
        + `compare the whole with equalTo, ${otherwise}`,
    }];
  }
  return [
    ...(facts.hasTrigger('PreSignUp') ? [{
      message: `${reads}, which the pre sign-up trigger can confirm without verifying it; ${otherwise}`,
    }] : []),
    ...verificationFindings(name, reads, facts, otherwise),
  ];
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html */
function verificationFindings(name: string, reads: string, facts: PoolFacts, otherwise: string): Finding[] {
  if (!facts.verifiesAtSignUp(name)) {
    return [{ message: `${reads}, which Cognito does not verify when people sign up; verify it automatically, ${otherwise}` }];
  }
  const bothVerified = name === 'email' && facts.mayVerifyAtSignUp('phone_number');
  const phone = facts.writersOf('phone_number');
  return bothVerified && phone.length > 0 ? [{
    message: `${reads}, but who signs up with a phone number too, through ${namesOf(phone)}, has only the phone verified; `
      + `take phone_number out of writeAttributes there or don't verify it automatically, ${otherwise}`,
  }] : [];
}

/** Cognito makes no user without the one attribute that people sign in with. */
function alwaysSet(name: string, facts: PoolFacts): boolean {
  return facts.signInAttributes.length === 1 && facts.signInAttributes[0] === name;
}
