/**
 * Actions that the data of actions does not have yet, by service, as its lines have them: `w` for writes, `r` and `l` for what reads and
 * lists, in capitals where a user's own token or the secret of a client decides and no policy names what it is about.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export const NEWER_ACTIONS: Readonly<Record<string, string>> = {
  'cognito-idp': [
    'w=AdminRevokeUserSession,SetUserPoolClientSessionConfiguration,SetUserPoolSessionConfiguration',
    'w=CancelPointInTimeRecovery,InitiatePointInTimeRecovery,StartPointInTimeRecovery',
    'w=CreateCIMDPolicy,DeleteCIMDPolicy,UpdateCIMDPolicy,UpdateClientMetadataURLState',
    'r=DescribeCIMDPolicy,DescribePointInTimeRecovery,DescribeTermsByClient',
    'r=GetDerivedToken,GetUserPoolClientSessionConfiguration,GetUserPoolSessionConfiguration',
    'l=AdminListUserSessions,ListCIMDPolicies,ListClientMetadataURLs,ListPointInTimeRecoveries',
    'W=CompleteWebAuthnRegistration,DeleteWebAuthnCredential,GetClientToken,RevokeUserSession,StartWebAuthnRegistration',
    'R=GetUserAuthFactors',
    'L=ListUserSessions,ListWebAuthnCredentials',
  ].join(' '),
};
