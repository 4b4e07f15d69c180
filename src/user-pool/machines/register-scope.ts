/** What a client needs to register others. Of the system: no resource server is made for it. */
export const REGISTER = 'aws.cognito/dcr/register';
