import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, CfnElement, CfnParameter, NestedStack, SecretValue, Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, IdentityProvider } from '../../../src';
import { checkTemplates } from '../../../src/guardrails/check';
import {
  AppClient, AppUserPool, AppUserPoolProps, LoginBranding, LoginColorMode, LoginImage, LoginImagePlace, LoginPages, LoginTerms, Mfa,
} from '../../../src/user-pool';
import { used } from '../../used';
import { warningsIn } from '../../warnings';
import { userPool } from '../user-pool-fixture';

const BRANDING = 'AWS::Cognito::ManagedLoginBranding';
const TERMS = 'AWS::Cognito::Terms';
const CSS = 'AWS::Cognito::UserPoolUICustomizationAttachment';
const CALLBACK = 'https://app.example.org/cb?a=b';
const LOGOUT = 'https://app.example.org/bye';
const web = () => AppClient.browser({ callbackUrls: [CALLBACK], logoutUrls: [LOGOUT] });
const loginPages = LoginPages.prefix({ prefix: 'shop' });
const files = fs.mkdtempSync(path.join(os.tmpdir(), 'login-pages-'));
afterAll(() => fs.rmSync(files, { recursive: true }));

/** As the CfnInclude of the core puts a whole template into the stack. */
class Included extends CfnElement {
  constructor(stack: Stack, id: string, private readonly resources: object) {
    super(stack, id);
  }

  public _toCloudFormation() {
    return { Resources: this.resources };
  }
}

const PNG = [0x89, 0x50, 0x4e, 0x47];

function file(name: string, content: string | number[], size?: number): string {
  const bytes = Buffer.from(content as any);
  fs.writeFileSync(path.join(files, name), size === undefined ? bytes : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]));
  return path.join(files, name);
}

function styles(stack: Stack, type = BRANDING): any[] {
  return Object.values(Template.fromStack(stack).findResources(type));
}

describe('a style for every client', () => {
  test('is Cognito\'s own, after the domain, for clients with the code grant only', () => {
    const { stack, users } = userPool({ loginPages });
    users.addClient('Web', web());
    users.addClient('Phone', AppClient.mobile());
    const orders = users.addResourceServer('Orders', { identifier: 'orders', scopes: { read: 'Read' } });
    users.addClient('Nightly', AppClient.machine({ scopes: [orders.scope('read')] }));
    expect(styles(stack)).toEqual([{
      Type: BRANDING,
      Properties: {
        ClientId: { Ref: expect.stringMatching(/^UsersWeb/) }, UserPoolId: { Ref: expect.any(String) }, UseCognitoProvidedValues: true,
      },
      DependsOn: [expect.stringMatching(/^UsersLoginPagesPrefixDomain/)],
    }]);
  });

  test('reaches clients that were there first, and those made past the pool, in other stacks too', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const users = new AppUserPool(stack, 'Users');
    users.addClient('Web', web());
    users.addLoginPages(loginPages);
    users.userPool.addClient('Past', { oAuth: { callbackUrls: [CALLBACK] } });
    const raw = { userPoolId: users.userPool.userPoolId, allowedOAuthFlows: ['code'], allowedOAuthFlowsUserPoolClient: true };
    new cognito.CfnUserPoolClient(stack, 'Raw', raw);
    new cognito.CfnUserPoolClient(stack, 'Off', { ...raw, allowedOAuthFlowsUserPoolClient: false });
    const other = new Stack(app, 'Other');
    new cognito.UserPoolClient(other, 'Elsewhere', { userPool: users.userPool, oAuth: { callbackUrls: [CALLBACK] } });
    const nested = new NestedStack(stack, 'Nested');
    new cognito.UserPoolClient(nested, 'Inside', { userPool: users.userPool, oAuth: { callbackUrls: [CALLBACK] } });
    expect(styles(stack)).toHaveLength(3);
    expect(styles(other)).toHaveLength(1);
    expect(styles(nested)).toHaveLength(1);
  });

  test('leaves a style alone that somebody made, and fails where there would be two', () => {
    const make = (client: (users: AppUserPool) => cognito.UserPoolClient) => {
      const { stack, users } = userPool({ loginPages });
      new cognito.CfnManagedLoginBranding(stack, 'Own', {
        userPoolId: users.userPool.userPoolId, clientId: client(users).userPoolClientId,
      });
      return stack;
    };
    expect(styles(make(users => users.userPool.addClient('Past')))).toHaveLength(1);
    expect(() => styles(make(users => users.addClient('Web', web())))).toThrow('app client Stack/Users/Web has 2 styles');
  });

  test('warns of a client in an included template that has none', () => {
    const { stack, users } = userPool({ loginPages });
    const client = {
      UserPoolId: { Ref: stack.getLogicalId(users.cfnUserPool) }, AllowedOAuthFlows: ['code'], AllowedOAuthFlowsUserPoolClient: true,
    };
    new Included(stack, 'Included', { Old: { Type: 'AWS::Cognito::UserPoolClient', Properties: client } });
    expect(warningsIn(stack)).toContain('login-page-without-style');
  });

  test('can be one client\'s own, whether that is said before or after the others', () => {
    const own = LoginBranding.of({ settings: { components: {} } });
    const { stack, users } = userPool({
      loginPages: LoginPages.prefix({ branding: LoginBranding.cognito({ returnMergedResources: true }) }),
    });
    const staff = users.addClient('Staff', web());
    users.loginPages.setBranding(staff, own);
    users.addClient('Web', web());
    expect(styles(stack).map(({ Properties }) => [
      Properties.UseCognitoProvidedValues, Properties.Settings, Properties.ReturnMergedResources,
    ]))
      .toEqual([[undefined, { components: {} }, undefined], [true, undefined, true]]);
  });

  test('fails for a client without pages, and for one of another pool', () => {
    const { users } = userPool({ loginPages });
    const other = userPool().users.addClient('Web', web());
    expect(() => users.loginPages.setBranding(users.addClient('Phone', AppClient.mobile()), LoginBranding.cognito())).toThrow('has no '
      + 'authorization code grant');
    expect(() => users.loginPages.setBranding(other, LoginBranding.cognito())).toThrow("'Stack/Users/Web' is a client of another pool");
  });
});

describe('a branding', () => {
  const merged = (name: string, content: unknown) => LoginBranding.fromExport(file(name, JSON.stringify(content)))
    ._styleAt(new Stack());
  const image = { category: 'FORM_LOGO', colorMode: 'DARK', extension: 'PNG', bytes: 'iVBO', resourceId: 'Logo 1' };
  const capital = { Category: 'FORM_LOGO', ColorMode: 'DARK', Extension: 'PNG', Bytes: 'iVBO', ResourceId: 'Logo 1' };
  const settings = { components: { pageBackground: { image: { enabled: true } } } };

  test('is an export as it is, in either casing, whole or only what is inside', () => {
    const expected = { settings, assets: [image] };
    const inner = { UserPoolId: 'p', UseCognitoProvidedValues: false, Settings: settings, Assets: [capital] };
    expect(merged('a.json', { ManagedLoginBranding: inner })).toEqual(expected);
    expect(merged('b.json', { managedLoginBranding: { settings, assets: [image], creationDate: 1 } })).toEqual(expected);
    expect(merged('c.json', { Settings: settings, Assets: [capital] })).toEqual(expected);
    expect(merged('d.json', { ManagedLoginBranding: { UseCognitoProvidedValues: true } })).toEqual({ useCognitoProvidedValues: true });
  });

  test('reaches the template in the words of CloudFormation', () => {
    const branding = LoginBranding.fromExport(file('e.json', JSON.stringify({ Settings: settings, Assets: [capital] })), {
      images: [
        LoginImage.fromFile(LoginImagePlace.FAVICON_SVG, file('i.svg', '<svg/>'), { colorMode: LoginColorMode.LIGHT, resourceId: 'icon' }),
      ],
    });
    const { stack, users } = userPool({ loginPages: LoginPages.prefix({ branding }) });
    users.addClient('Web', web());
    Template.fromStack(stack).hasResourceProperties(BRANDING, {
      UseCognitoProvidedValues: Match.absent(),
      Settings: settings,
      Assets: [capital, { Category: 'FAVICON_SVG', ColorMode: 'LIGHT', Extension: 'SVG', Bytes: 'PHN2Zy8+', ResourceId: 'icon' }],
    });
  });

  test.each([
    ['that is no JSON', 'nonsense', 'holds no JSON object'],
    ['that is a list', '[]', 'holds no JSON object'],
    ['without a style', '{}', 'has neither Settings nor Assets nor UseCognitoProvidedValues'],
    ['of something else', '{"ManagedLoginBranding": 1}', 'has no style under ManagedLoginBranding'],
    ['with settings as text', '{"Settings": "x"}', 'has Settings that are no object'],
    ['with assets as text', '{"Assets": ["x"]}', 'has Assets that are no list of objects'],
    ['with an incomplete image', '{"Assets": [{"Category": "FORM_LOGO"}]}', 'Assets[0] has no ColorMode'],
    ['with an id that Cognito refuses', JSON.stringify({ Assets: [{ ...capital, ResourceId: 'a/b' }] }), 'Assets[0].ResourceId'],
    ['with a large image', JSON.stringify({ Assets: [{ ...capital, Bytes: 'A'.repeat(1_000_001) }] }), 'Bytes has 1000001 characters'],
  ])('fails from an export %s', (_, content, message) => {
    expect(() => used(LoginBranding.fromExport(file('bad.json', content)))).toThrow(message);
  });

  test('fails from a file that is not there', () => {
    expect(() => used(LoginBranding.fromExport('nowhere.json'))).toThrow("'nowhere.json' does not exist; write what aws cognito-idp");
    expect(() => used(LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.FORM_LOGO, 'nowhere.png')] })))
      .toThrow("Stack/Place: LoginImage.fromFile: there is no file 'nowhere.png'");
  });

  test('fails without anything in it', () => {
    expect(() => used(LoginBranding.of({}))).toThrow('neither settings nor images are given');
  });

  test('takes 40 images and fails with 41', () => {
    const images = (count: number) =>
      Array.from({ length: count }, () => LoginImage.fromFile(LoginImagePlace.IDP_BUTTON_ICON, file('p.png', PNG)));
    expect(() => used(LoginBranding.of({ images: images(40) }))).not.toThrow();
    expect(() => used(LoginBranding.of({ images: images(41) }))).toThrow('there are 41 images; Cognito takes at most 40');
  });

  test('takes 750,000 bytes of an image and fails with one more', () => {
    const of = (size: number) => LoginImage.fromFile(LoginImagePlace.PAGE_BACKGROUND, file('large.png', PNG, size));
    expect(of(750_000)._asset.bytes).toHaveLength(1_000_000);
    expect(() => of(750_001)._asset).toThrow('has 750001 bytes; CloudFormation takes at most 750000');
  });

  test('takes 2 MB in one request and fails with more', () => {
    const of = (size: number) =>
      LoginBranding.of({ settings: { text: 'x'.repeat(size - JSON.stringify({ settings: { text: '' } }).length) } });
    expect(() => used(of(2 * 1024 * 1024))).not.toThrow();
    expect(() => used(of(2 * 1024 * 1024 + 1))).toThrow('have 2097153 bytes together; Cognito takes at most 2 MB');
  });

  test('warns when the styles of all clients are more than a template holds', () => {
    const warned = (clients: number) => {
      const branding = LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.PAGE_BACKGROUND, file('half.png', PNG, 300_000))] });
      const { stack, users } = userPool({ loginPages: LoginPages.prefix({ branding }) });
      Array.from({ length: clients }).forEach((_, index) => users.addClient(`Web${index}`, web()));
      return warningsIn(stack).includes('login-branding-size');
    };
    expect(warned(2)).toBe(false);
    expect(warned(3)).toBe(true);
  });

  test.each([
    ['i.ico', [0, 0, 1, 0], 'ICO'], ['i.jpg', [0xff, 0xd8, 0xff, 0], 'JPEG'], [
      'i.JPEG', [0xff, 0xd8, 0xff, 0], 'JPEG',
    ], ['i.png', PNG, 'PNG'],
    ['i.svg', '<svg/>', 'SVG'], ['i.webp', 'RIFF....WEBP', 'WEBP'],
  ])('takes %s', (name, content, extension) => {
    expect(LoginImage.fromFile(LoginImagePlace.FORM_LOGO, file(name, content))._asset)
      .toMatchObject({ category: 'FORM_LOGO', colorMode: 'DYNAMIC', extension });
  });

  test.each([
    [LoginImagePlace.FORM_LOGO, 'logo.gif', 'GIF89a', 'is of no type that managed login takes'],
    [LoginImagePlace.FORM_LOGO, 'logo.png', '<svg/>', 'holds no PNG image'],
    [LoginImagePlace.FORM_LOGO, 'empty.png', '', 'holds no PNG image'],
    [LoginImagePlace.FAVICON_ICO, 'icon.png', PNG, 'FAVICON_ICO is for ICO'],
  ])('fails with %s as %s', (place, name, content, message) => {
    expect(() => used(LoginBranding.of({ images: [LoginImage.fromFile(place, file(name, content))] }))).toThrow(message);
  });

  test.each([['x', false], ['x'.repeat(40), false], ['x'.repeat(41), true], ['', true], ['a.b', true]])('the id %p of an image fails: '
    + '%s', (resourceId, fails) => {
    const make = () => LoginImage.fromFile(LoginImagePlace.FORM_LOGO, file('r.png', PNG), { resourceId })._asset;
    (fails ? expect(make).toThrow('use 1 to 40 letters') : expect(make).not.toThrow());
  });
});

describe('terms', () => {
  const terms: LoginTerms = {
    termsOfUse: {
      url: 'https://example.org/terms',
      translations: { 'german': 'https://example.org/agb', 'cognito:french': 'https://example.org/cgu' },
    },
    privacyPolicy: { url: 'https://example.org/privacy' },
  };
  const with_ = (changed: object) => () => used(LoginPages.prefix({ terms: { ...terms, ...changed } }));

  test('are two documents for each client, and one client may have its own', () => {
    const { stack, users } = userPool({ loginPages: LoginPages.prefix({ terms }) });
    users.addClient('Web', web());
    users.loginPages.setTerms(users.addClient('Staff', web()), { ...terms, termsOfUse: { url: 'https://example.org/staff' } });
    const of = (client: string) =>
      styles(stack, TERMS).map(({ Properties }) => Properties).filter(({ ClientId }) => ClientId.Ref.startsWith(client));
    expect(of('UsersWeb')).toEqual([
      {
        TermsName: 'terms-of-use',
        TermsSource: 'LINK',
        Enforcement: 'NONE',
        ClientId: expect.anything(),
        UserPoolId: expect.anything(),
        Links: {
          'cognito:default': 'https://example.org/terms',
          'cognito:german': 'https://example.org/agb',
          'cognito:french': 'https://example.org/cgu',
        },
      },
      expect.objectContaining({ TermsName: 'privacy-policy', Links: { 'cognito:default': 'https://example.org/privacy' } }),
    ]);
    expect(of('UsersStaff')[0].Links).toEqual({ 'cognito:default': 'https://example.org/staff' });
  });

  test.each([
    ['only one of both', { privacyPolicy: undefined }, 'terms.privacyPolicy is missing; Cognito shows the links only where both '
      + 'documents exist'],
    ['a language that there is not', { termsOfUse: { url: 'https://e.org', translations: { klingon: 'https://e.org' } } }, "'klingon' is "
      + 'no language'],
    ['a relative link', { termsOfUse: { url: '/terms' } }, "terms.termsOfUse.url: '/terms' is no absolute URL"],
    ['white space', { termsOfUse: { url: 'https://example.org/a b' } }, 'is no absolute URL'],
    ['a long link', { termsOfUse: { url: `https://e.org/${'x'.repeat(1011)}` } }, 'has 1025 characters; use at most 1024'],
  ])('fail with %s', (_, changed, message) => {
    expect(with_(changed)).toThrow(message);
  });

  test('take a link of 1024 characters, and a token', () => {
    expect(with_({ termsOfUse: { url: `https://e.org/${'x'.repeat(1010)}` } })).not.toThrow();
    expect(with_({ termsOfUse: { url: Token.asString({ Ref: 'Url' }) } })).not.toThrow();
  });
});

describe('classic pages', () => {
  test('have no style, but a style sheet for all and for one, after the domain', () => {
    const { stack, users } = userPool({ loginPages: LoginPages.prefix({ classic: true, css: '.a {}' }) });
    const client = users.addClient('Web', web());
    users.loginPages.setCss(client, '.b {}');
    users.loginPages.setCss(client, '.c {}');
    expect(styles(stack)).toEqual([]);
    expect(styles(stack, CSS).map(({ Properties, DependsOn }) => [Properties.ClientId, Properties.CSS, DependsOn.length]))
      .toEqual([[{ Ref: expect.stringMatching(/^UsersWeb/) }, '.c {}', 1], ['ALL', '.a {}', 1]].reverse());
  });

  test('fail with what is of managed login, and the other way round', () => {
    const branding = LoginBranding.cognito();
    expect(() => used(LoginPages.prefix({ classic: true, branding }))).toThrow('branding is for managed login only, and classic is true');
    expect(() => used(LoginPages.prefix({ css: '.a {}' }))).toThrow('css is for classic pages only; set classic: true');
    const classic = userPool({ loginPages: LoginPages.prefix({ classic: true }) }).users;
    expect(() => classic.loginPages.setBranding(classic.addClient('Web', web()), branding)).toThrow('the pages are classic; use setCss');
    const managed = userPool({ loginPages }).users;
    expect(() => managed.loginPages.setCss(managed.addClient('Web', web()), '.a {}')).toThrow('those of managed login; use setBranding');
  });

  test('warn of more than 3 KB of style sheet, and fail with more than the request takes, or nothing', () => {
    const of = (size: number) => warningsIn(userPool({ loginPages: LoginPages.prefix({ classic: true, css: 'x'.repeat(size) }) }).stack);
    expect(of(3072)).not.toContain('login-css-size');
    expect(of(3073)).toContain('login-css-size');
    expect(of(135 * 1024)).toContain('login-css-size');
    expect(() => of(135 * 1024 + 1)).toThrow('the request that sets it takes at most 138240');
    expect(() => of(0)).toThrow('css is empty');
  });
});

describe('URLs', () => {
  const pages = (props: AppUserPoolProps = {}) => {
    const { stack, users } = userPool({ loginPages, ...props }, { env: { account: '111122223333', region: 'eu-west-1' } });
    return { stack, users, client: users.addClient('Web', web()), pages: users.loginPages };
  };
  const at = (stack: Stack, url: string) => JSON.stringify(stack.resolve(url));

  test('name the client, and the callback encoded', () => {
    const { stack, client, pages: login } = pages({ selfSignUp: true });
    expect(stack.resolve(login.signInUrl(client, { language: 'de' }))).toEqual({
      'Fn::Join': ['', [
        'https://shop.auth.eu-west-1.amazoncognito.com/login?client_id=', { Ref: expect.any(String) },
        '&response_type=code&redirect_uri=https%3A%2F%2Fapp.example.org%2Fcb%3Fa%3Db&lang=de',
      ]],
    });
    expect(at(stack, login.signUpUrl(client))).toContain('/signup?client_id=');
    expect(at(stack, login.signOutUrl(client))).toContain('&logout_uri=https%3A%2F%2Fapp.example.org%2Fbye');
  });

  test('lead straight to a provider', () => {
    const { stack, users, client, pages: login } = pages();
    const google = IdentityProvider.google({ clientId: 'id', clientSecret: SecretValue.secretsManager('google') });
    const made = users.addIdentityProvider(google);
    for (const identityProvider of [google, made]) {
      expect(at(stack, login.signInUrl(client, { identityProvider })))
        .toMatch(/\/oauth2\/authorize\?client_id=.*&response_type=code&.*&identity_provider=Google"/);
    }
    expect(at(stack, login.signInUrl(client, { idpIdentifier: 'a b@example.com' }))).toMatch(/&idp_identifier=a%20b%40example\.com"/);
    expect(() => login.signInUrl(client, { identityProvider: made, idpIdentifier: 'example.com' })).toThrow('give one of them');
  });

  test('leave what is known at deployment only as it is', () => {
    const { stack, users } = pages();
    const host = new CfnParameter(stack, 'Host').valueAsString;
    const client = users.addClient('Late', AppClient.browser({ callbackUrls: [`https://${host}/cb`] }));
    expect(at(stack, users.loginPages.signInUrl(client))).toMatch(/redirect_uri=https%3A%2F%2F",{"Ref":"Host"},"%2Fcb"/);
  });

  test('fail where nobody could sign in, sign up or be sent on', () => {
    const { users, client, pages: login } = pages();
    const phone = users.addClient('Phone', AppClient.mobile());
    const mute = users.addClient('Mute', AppClient.browser({ callbackUrls: [CALLBACK], logoutUrls: [] }));
    expect(() => login.signInUrl(phone)).toThrow("signInUrl: the client 'Stack/Users/Phone' has no authorization code grant");
    expect(() => login.signUpUrl(client)).toThrow('set selfSignUp: true');
    expect(() => login.signOutUrl(mute)).toThrow("signOutUrl: the client 'Stack/Users/Mute' has no logoutUrls; give it one");
    expect(() => login.signInUrl(client, { redirectUri: 'https://evil.example' })).toThrow("redirectUri: 'https://evil.example' is not "
      + 'among the callbackUrls');
    expect(() => login.signOutUrl(client, { logoutUri: CALLBACK })).toThrow('is not among the logoutUrls');
    expect(() => login.signInUrl(client, { redirectUri: CALLBACK })).not.toThrow();
  });
});

test('what the constructs make is clean under the guardrails', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const auth = new CognitoAuth(stack, 'Auth', { client: web(), mfa: Mfa.optional({ totp: true, passkey: true }), loginPages });
  auth.addClient('More', web());
  expect(auth.loginPages.domain.domainName).toBeDefined();
  expect(warningsIn(stack)).toEqual([]);
  const findings = checkTemplates([{ name: 'Stack', body: Template.fromStack(stack).toJSON() as any }]);
  expect(findings.filter(({ severity }) => severity === 'high').map(({ rule }) => rule)).toEqual([]);
  expect(findings.map(({ rule }) => rule).filter(rule => /login|passkey|domain|plan/.test(rule))).toEqual([]);
});

test('login pages with everything render the same template as ever', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const terms = { termsOfUse: { url: 'https://example.org/terms' }, privacyPolicy: { url: 'https://example.org/privacy' } };
  const auth = new CognitoAuth(stack, 'Auth', { client: web(), loginPages: LoginPages.prefix({ terms }) });
  const style = LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.FAVICON_SVG, file('s.svg', '<svg/>'))] });
  auth.loginPages.setBranding(auth.addClient('Staff', web()), style);
  auth.addLoginPages(LoginPages.moving({ to: LoginPages.custom({ domainName: 'login.example.org' }) }));
  const resources = Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, any>);
  expect(Object.fromEntries(resources.filter(([, { Type }]) => /Domain|Branding|Terms/.test(Type)))).toMatchSnapshot();
});
