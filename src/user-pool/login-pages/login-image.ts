import { checkResourceId, ImageAsset, readImage } from './private/images';
import { Judged } from '../../private/judged';
import { withoutNulls } from '../../private/present';

/** Where an image is shown. */
export enum LoginImagePlace {
  /** Icon of the browser's tab, an ICO file. */
  FAVICON_ICO = 'FAVICON_ICO',
  /** Icon of the browser's tab, an SVG file. */
  FAVICON_SVG = 'FAVICON_SVG',
  /** Beside what is said about codes by e-mail. */
  EMAIL_GRAPHIC = 'EMAIL_GRAPHIC',
  /** Beside what is said about codes by text message. */
  SMS_GRAPHIC = 'SMS_GRAPHIC',
  /** Beside what is said about authenticator apps. */
  AUTH_APP_GRAPHIC = 'AUTH_APP_GRAPHIC',
  /** Beside what is said about passwords. */
  PASSWORD_GRAPHIC = 'PASSWORD_GRAPHIC',
  /** Beside what is said about passkeys. */
  PASSKEY_GRAPHIC = 'PASSKEY_GRAPHIC',
  /** Logo of the header. */
  PAGE_HEADER_LOGO = 'PAGE_HEADER_LOGO',
  /** Background of the header. */
  PAGE_HEADER_BACKGROUND = 'PAGE_HEADER_BACKGROUND',
  /** Logo of the footer. */
  PAGE_FOOTER_LOGO = 'PAGE_FOOTER_LOGO',
  /** Background of the footer. */
  PAGE_FOOTER_BACKGROUND = 'PAGE_FOOTER_BACKGROUND',
  /** Background of the whole page. */
  PAGE_BACKGROUND = 'PAGE_BACKGROUND',
  /** Background of the form. */
  FORM_BACKGROUND = 'FORM_BACKGROUND',
  /** Logo above the form. */
  FORM_LOGO = 'FORM_LOGO',
  /** Icon on the button of an identity provider. */
  IDP_BUTTON_ICON = 'IDP_BUTTON_ICON',
}

/** The browser mode that an image is for. */
export enum LoginColorMode {
  /** Light mode only. */
  LIGHT = 'LIGHT',
  /** Dark mode only. */
  DARK = 'DARK',
  /** Both. */
  DYNAMIC = 'DYNAMIC',
}

/**
 * More about an image.
 */
export interface LoginImageOptions {
  /**
   * The browser mode that the image is for.
   * @default LoginColorMode.DYNAMIC
   */
  readonly colorMode?: LoginColorMode;

  /**
   * The id by which the settings of the style refer to the image: 1 to 40 letters, digits, spaces, `_` and `-`.
   * @default - made by Cognito
   */
  readonly resourceId?: string;
}

/**
 * An image of managed login pages. It becomes part of the template.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-brandingdesigner.html
 *
 * @example
 * declare const logo: string; // the path of a PNG, JPEG, SVG, WEBP or ICO file
 * const branding = LoginBranding.of({ images: [LoginImage.fromFile(LoginImagePlace.FORM_LOGO, logo)] });
 */
export class LoginImage {
  /**
   * An image in a file: ICO, JPEG, PNG, SVG or WEBP, at most 750,000 bytes, as its name says.
   *
   * @param place where on the pages it is shown
   * @param path the file, relative to the working directory or absolute
   * @param options for which mode of the browser it is, and its id
   * @throws where the image is used, when there is no such file, it is too large, or it holds something else than its name says
   */
  public static fromFile(place: LoginImagePlace, path: string, options: LoginImageOptions = {}): LoginImage {
    options = withoutNulls(options ?? {});
    const { resourceId } = options;
    return new LoginImage(Judged.of(() => {
      if (resourceId !== undefined) {
        checkResourceId('LoginImage.fromFile: resourceId', resourceId);
      }
      return {
        ...readImage('LoginImage.fromFile', place, path),
        category: place,
        colorMode: options.colorMode ?? LoginColorMode.DYNAMIC,
        ...(resourceId !== undefined ? { resourceId } : {}),
      };
    }));
  }

  private constructor(private readonly judged: Judged<ImageAsset>) {}

  /**
   * Throws what was wrong when it was made.
   *
   * @internal
   */
  public get _asset(): ImageAsset {
    return this.judged.value;
  }
}
