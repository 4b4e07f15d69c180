import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as fc from 'fast-check';
import { careful, knob, late, text, turned } from './knobs';
import { factsOf, Pages, Program, says, Statement } from './statement';
import { AppClient, LoginBranding, LoginImage, LoginImagePlace, LoginPages, LoginTls } from '../../../src';

const links = (url: string) => ({ termsOfUse: { url }, privacyPolicy: { url, translations: { german: `${url}/de` } } });
const TERMS = links('https://app.example.com/terms');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'images-'));

function image(name: string, content: Buffer | string, place = LoginImagePlace.FORM_LOGO): LoginImage {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return LoginImage.fromFile(place, file);
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const withImages = (...images: LoginImage[]) => LoginBranding.of({ images });
const many = (count: number) => withImages(...Array.from({ length: count }, () => image('one.png', PNG, LoginImagePlace.IDP_BUTTON_ICON)));

/** Of five types, at most 40, none larger than a million bytes. */
const images = {
  right: [
    withImages(image('logo.png', PNG), image('icon.svg', '<svg/>', LoginImagePlace.FAVICON_SVG)),
    LoginBranding.cognito(),
  ],
  wrong: [
    [withImages(image('logo.gif', 'GIF89a')), /logo\.gif/], [withImages(image('photo.png', '<svg/>')), /photo\.png/],
    [withImages(image('wrong.png', PNG, LoginImagePlace.FAVICON_ICO)), /wrong\.png/],
    [withImages(image('large.png', Buffer.concat([PNG, Buffer.alloc(1_000_001)]))), /large\.png/], [many(41), /41|40/],
    [withImages(LoginImage.fromFile(LoginImagePlace.FORM_LOGO, path.join(folder, 'none.png'))), /none\.png/],
  ] as [LoginBranding, RegExp][],
};

const look = {
  branding: knob([...images.right, LoginBranding.of({ settings: { components: {} } })],
    [[LoginBranding.of({}), /LoginBranding\.of/], ...images.wrong]),
  terms: knob<any>([TERMS, links(`https://app.example.com/${text(997)}`)], [
    [links(`https://app.example.com/${text(1001)}`), /terms/], [links('app.example.com'), /terms/],
    [{ termsOfUse: TERMS.termsOfUse }, /terms\.privacyPolicy/],
    [{ ...TERMS, termsOfUse: { url: 'https://a.example', translations: { x: 'https://a.example' } } }, /terms/],
  ]),
  classic: knob([true, false, false]),
};

const certificate = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/1`;

export const pagesOf = (id: string): fc.Arbitrary<Pages> => fc.tuple(
  fc.constantFrom<'prefix' | 'custom'>('prefix', 'prefix', 'custom'),
  fc.record(look),
  knob(['.a {}'], [[' ', /css/]]),
  fc.record({
    prefix: knob(['photos-1', text(63), late('photos')], [
      [text(64), /prefix/], ['my-aws-app', /prefix/], ['Photos', /prefix/], ['-a', /prefix/], ['mycognito', /prefix/], ['', /prefix/],
    ]),
  }),
  fc.record<any>({
    domainName: knob(['login.example.com', `${text(51)}.example.com`, late('login.example.com')], [
      [`${text(52)}.example.com`, /domainName/], ['localhost', /domainName/], ['https://a.example.com', /domainName/],
      ['Login.example.com', /domainName/],
    ]),
    tls: knob([LoginTls.TLS_1_0, LoginTls.TLS_1_3]),
    parentRecordExists: knob([true]),
    failover: knob([{ secondaryRegion: 'us-west-2', healthCheckId: text(64) }],
      [[{ secondaryRegion: 'us-west-2', healthCheckId: text(65) }, /healthCheckId/]]),
  }),
  fc.constantFrom(...Array(15).fill('certificate'), 'elsewhere', 'zone', 'nothing'),
  fc.constantFrom(false, false, false, true),
  careful,
).map(([kind, looks, css, ofPrefix, ofCustom, proof, moving, isCareful]) => {
  const style = turned<any>(isCareful && looks.classic?.value ? { classic: looks.classic } : looks);
  const { classic = false, branding, terms } = style.values;
  const sheet = classic ? css : undefined;
  const { values, refusals } = turned<any>(kind === 'prefix' ? ofPrefix : ofCustom as any);
  const custom = kind === 'custom';
  return {
    kind,
    classic,
    moving,
    looks: [...(branding ? ['branding'] : []), ...(terms ? ['terms'] : []), ...(sheet ? ['css'] : [])],
    refusals: [
      ...refusals, ...style.refusals, ...(sheet?.refused ? [sheet.refused] : []),
      ...says(classic && (branding || terms), /managed login only/),
      ...says(custom && !moving && proof === 'elsewhere', /us-east-1/),
      ...says(custom && !moving && proof === 'nothing', /certificate/),
    ],
    makesCertificate: custom && !moving && proof === 'zone',
    make: stack => {
      const options = { ...style.values, ...values, ...(sheet ? { css: sheet.value } : {}) };
      const made = custom ? LoginPages.custom({ domainName: 'login.example.com', ...options, ...proofOf(stack, id, proof) })
        : LoginPages.prefix(options);
      return moving ? LoginPages.moving({ to: made }) : made;
    },
  };
});

function proofOf(stack: any, id: string, proof: string): object {
  if (proof === 'nothing') return {};
  if (proof === 'zone') {
    return { zone: route53.HostedZone.fromHostedZoneAttributes(stack, `Zone${id}`, { hostedZoneId: 'Z1', zoneName: 'example.com' }) };
  }
  const arn = certificate(proof === 'elsewhere' ? 'eu-west-1' : 'us-east-1');
  return { certificate: acm.Certificate.fromCertificateArn(stack, `Certificate${id}`, arn) };
}

/** What documentation says of all domains of the pool together. */
export function clashesOfPages(program: Program): RegExp[] {
  const { pages, region, props: { values } } = program;
  const all = [...(pages ? [{ domain: pages.kind, looks: pages.looks, plan: planOf(pages) }] : []),
    ...factsOf(program).filter(({ domain }) => domain)];
  const kinds = all.map(({ domain }) => domain);
  const looks = all.flatMap(facts => [...facts.looks ?? []]);
  return [
    ...(pages?.refusals ?? []),
    ...says(pages?.makesCertificate && region !== 'us-east-1', /certificate/),
    ...says(new Set(kinds).size < kinds.length, /already/),
    ...says(new Set(looks).size < looks.length, /given with both domains/),
    ...says(values.plan === FeaturePlan.LITE && all.some(({ plan }) => plan), /plan/),
  ];
}

const planOf = ({ classic }: Pages) => classic ? undefined : FeaturePlan.ESSENTIALS;

export const secondPagesOf = (id: string): fc.Arbitrary<Statement> => pagesOf(id).map(pages => ({
  name: `pages ${pages.kind}`,
  refusals: pages.refusals,
  facts: { domain: pages.kind, looks: pages.looks, ...(pages.classic ? {} : { plan: FeaturePlan.ESSENTIALS }) },
  clashes: ({ region }) => says(pages.makesCertificate && region !== 'us-east-1', /certificate/),
  run: ({ auth, stack }) => void auth.addLoginPages(pages.make(stack)),
}));

/** Whether a statement adds pages, which may come before or after. */
const addsPages = (program: Program) => factsOf(program).some(({ domain }) => domain);

const lookAndHosted = fc.tuple(fc.constantFrom('branding', 'terms'), careful);

/** A client with a look of its own, where there are pages. */
export const lookOf = (id: string): fc.Arbitrary<Statement> => lookAndHosted.map(([what, hosted]) => ({
  name: `look ${what}`,
  refusals: [],
  facts: { client: {} },
  clashes: program => [
    ...says(program.pages && !program.pages.classic && !hosted, /no authorization code grant/),
    ...says(program.pages?.classic && !hosted && !addsPages(program), /classic|no authorization code grant/),
    ...says(program.pages?.classic && hosted && !addsPages(program), /classic/),
  ],
  ordered: true,
  run: ({ auth, program }) => {
    const client = auth.addClient(`L${id}`, AppClient.browser(hosted ? { callbackUrls: ['https://app.example.com/look'] } : {}));
    if (!program.pages || (program.pages.classic && addsPages(program))) return;
    if (what === 'branding') auth.loginPages.setBranding(client, LoginBranding.of({ settings: { components: {} } }));
    else auth.loginPages.setTerms(client, TERMS);
  },
}));
