import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AccessModel, AppClient, Claim, CognitoAuth, CustomAttribute, IdentityProvider, LoginPages, RoleRule } from '../../src';

/** The photo-sharing grants, as the photos.py, Photos.java and main.go beside this file write them too. */
const app = new App();
const stack = new Stack(app, 'Photos');
const auth = new CognitoAuth(stack, 'Auth', {
  client: AppClient.browser({ callbackUrls: ['https://app.example.org/signed-in'] }),
  attributes: { custom: { plan: CustomAttribute.text() } },
  identityProviders: [
    IdentityProvider.google({ clientId: '1234.apps.example', clientSecret: SecretValue.secretsManager('sign-in/google') }),
  ],
  loginPages: LoginPages.prefix(),
  guestAccess: true,
});
auth.tagPrincipals({ plan: Claim.customAttribute('plan') });
const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'photos' });
const admins = auth.addGroup('admins', { precedence: 0 });
const gold = auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
bucket.grantRead(auth.guests, 'public/*');
bucket.grantReadWrite(admins);
bucket.grantRead(gold, 'originals/*');
auth.authenticated.grantOwnObjects(bucket, { prefix: 'private' });

const model = AccessModel.fromFile(app.synth().directory);
const guest = model.guest();
for (const folder of ['public', 'originals']) {
  console.log(guest.becomes().via, folder, guest.can('s3:GetObject', `arn:aws:s3:::photos/${folder}/cat.jpg`).decision);
}
