import { Stack, Validations } from 'aws-cdk-lib';

/** Lint findings of this example that are meant to be so. The README's table says the same; a test holds the two together. */
export const ACKNOWLEDGEMENTS: { readonly rule: string; readonly findings: readonly string[]; readonly reason: string }[] = [
  {
    rule: 'AwsSolutions-COG2',
    findings: [''],
    reason: 'The second factor is optional here, so that the demo can show both ways to sign in; Mfa.required makes it mandatory.',
  },
  {
    rule: 'AwsSolutions-COG7',
    findings: [''],
    reason: 'Guests are meant to see public photos; their role can read public/* and nothing else.',
  },
  {
    rule: 'AwsSolutions-COG8',
    findings: [''],
    reason: 'Threat protection needs the Plus plan, which a demo should not make anyone pay for.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    findings: [
      'Resource::<PhotosB9552D0D.Arn>/public/*',
      'Resource::<PhotosB9552D0D.Arn>/private/<cognito-identity.amazonaws.com:sub>/*',
      'Resource::<PhotosB9552D0D.Arn>/originals/*',
      'Resource::<PhotosB9552D0D.Arn>/*',
      'Action::s3:GetObject*',
      'Action::s3:GetBucket*',
      'Action::s3:List*',
      'Action::s3:DeleteObject*',
      'Action::s3:Abort*',
    ],
    reason: 'Objects are granted by the prefix they lie under; admins see everything, through the grants of the CDK.',
  },
];

/** Acknowledges them on the whole stack. */
export function acknowledge(stack: Stack): void {
  for (const { rule, findings, reason } of ACKNOWLEDGEMENTS) {
    for (const finding of findings) {
      Validations.of(stack).acknowledge({ id: finding === '' ? rule : `${rule}[${finding}]`, reason });
    }
  }
}
