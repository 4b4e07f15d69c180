import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { CoveredType } from './covered-type';
import {
  AppClient, AppUserPool, LoginBranding, LoginColorMode, LoginImage, LoginImagePlace, LoginPageOptions, LoginPages, LoginTls,
} from '../../src';

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const client = AppClient.browser({ callbackUrls: ['https://app.example.com/in'] });

function pages(stack: Stack, options: LoginPageOptions): void {
  new AppUserPool(stack, 'Users', { loginPages: LoginPages.prefix({ prefix: 'shop', ...options }) }).addClient('Web', client);
}

function image(): LoginImage {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
  const file = path.join(folder, 'logo.svg');
  fs.writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const made = LoginImage.fromFile(LoginImagePlace.FORM_LOGO, file, { colorMode: LoginColorMode.DARK, resourceId: 'logo' });
  fs.rmSync(folder, { recursive: true });
  return made;
}

export const userPoolDomain: CoveredType = {
  type: 'UserPoolDomain',
  proofs: [
    {
      make: stack => void new AppUserPool(stack, 'Users', {
        loginPages: LoginPages.custom({
          domainName: 'login.example.com',
          certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
          tls: LoginTls.TLS_1_3,
          failover: { secondaryRegion: 'eu-central-1', healthCheckId: 'check' },
        }),
      }),
      sets: {
        'UserPoolId': ['loginPages', /Ref/],
        'Domain': ['loginPages: LoginPages.custom({ domainName })', 'login.example.com'],
        'ManagedLoginVersion': ['loginPages: LoginPages.custom({ classic })', 2],
        'CustomDomainConfig.CertificateArn': ['loginPages: LoginPages.custom({ certificate })', CERTIFICATE],
        'CustomDomainConfig.SecurityPolicy': ['loginPages: LoginPages.custom({ tls })', 'TLS_V1_3_2025'],
        'Routing.Failover.SecondaryRegion': ['loginPages: LoginPages.custom({ failover: { secondaryRegion } })', 'eu-central-1'],
        'Routing.Failover.PrimaryRoute53HealthCheckId': ['loginPages: LoginPages.custom({ failover: { healthCheckId } })', 'check'],
      },
    },
  ],
  leftOut: {},
};

export const managedLoginBranding: CoveredType = {
  type: 'ManagedLoginBranding',
  proofs: [
    {
      make: stack => pages(stack, { branding: LoginBranding.cognito({ returnMergedResources: true }) }),
      sets: {
        UserPoolId: ['loginPages', /Ref/],
        ClientId: ['loginPages', /Ref/],
        UseCognitoProvidedValues: ['branding: LoginBranding.cognito()', true],
        ReturnMergedResources: ['branding: LoginBranding.cognito({ returnMergedResources })', true],
      },
    },
    {
      make: stack => pages(stack, { branding: LoginBranding.of({ settings: { components: {} }, images: [image()] }) }),
      sets: {
        'Settings': ['branding: LoginBranding.of({ settings })', { components: {} }],
        'Assets.Category': ['branding: LoginBranding.of({ images: [LoginImage.fromFile(place, …)] })', 'FORM_LOGO'],
        'Assets.ColorMode': ['branding: LoginBranding.of({ images: [LoginImage.fromFile(…, { colorMode })] })', 'DARK'],
        'Assets.Extension': ['branding: LoginBranding.of({ images: [LoginImage.fromFile(…, path)] })', 'SVG'],
        'Assets.Bytes': ['branding: LoginBranding.of({ images: [LoginImage.fromFile(…, path)] })', /^"PHN2Zy/],
        'Assets.ResourceId': ['branding: LoginBranding.of({ images: [LoginImage.fromFile(…, { resourceId })] })', 'logo'],
      },
    },
  ],
  leftOut: {},
};

export const terms: CoveredType = {
  type: 'Terms',
  proofs: [
    {
      make: stack => pages(stack, {
        terms: { termsOfUse: { url: 'https://example.com/terms' }, privacyPolicy: { url: 'https://example.com/privacy' } },
      }),
      sets: {
        UserPoolId: ['terms', /Ref/],
        ClientId: ['terms', /Ref/],
        TermsName: ['terms.termsOfUse', 'terms-of-use'],
        TermsSource: ['terms', 'LINK'],
        Enforcement: ['terms', 'NONE'],
        Links: ['terms.privacyPolicy.url', { 'cognito:default': 'https://example.com/privacy' }],
      },
    },
  ],
  leftOut: {},
};

export const userPoolUiCustomizationAttachment: CoveredType = {
  type: 'UserPoolUICustomizationAttachment',
  proofs: [
    {
      make: stack => pages(stack, { classic: true, css: '.label-customizable {}' }),
      sets: { UserPoolId: ['css', /Ref/], ClientId: ['css', /./], CSS: ['css', '.label-customizable {}'] },
    },
  ],
  leftOut: {},
};
