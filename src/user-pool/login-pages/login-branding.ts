import { IConstruct } from 'constructs';
import { LoginImage } from './login-image';
import { checkStyle, readExport, Style } from './private/styles';
import { Judged } from '../../private/judged';
import { presentIn, required, withoutNulls } from '../../private/present';

/**
 * Options of what CloudFormation reads back.
 */
export interface LoginBrandingOptions {
  /**
   * Whether CloudFormation also reads back Cognito's own values, in addition to those that are set.
   * @default false
   */
  readonly returnMergedResources?: boolean;
}

/**
 * Properties of `LoginBranding.of`.
 */
export interface LoginBrandingProps extends LoginBrandingOptions {
  /**
   * Settings as the branding designer exports them.
   * @default - those of Cognito
   */
  readonly settings?: { [name: string]: any };

  /**
   * At most 40 images.
   * @default - those of Cognito
   */
  readonly images?: LoginImage[];
}

/**
 * Properties of `LoginBranding.fromExport`.
 */
export interface LoginBrandingExportOptions extends LoginBrandingOptions {
  /**
   * Images beside those in the file.
   * @default - only those in the file
   */
  readonly images?: LoginImage[];
}

/**
 * The style of managed login pages.
 *
 * Creates an `AWS::Cognito::ManagedLoginBranding` for each app client that has it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html
 *
 * @example
 * const users = new AppUserPool(this, 'Users', { loginPages: LoginPages.prefix({ branding: LoginBranding.cognito() }) });
 */
export class LoginBranding {
  /**
   * The style of Cognito.
   *
   * @param options what CloudFormation reads back
   */
  public static cognito(options: LoginBrandingOptions = {}): LoginBranding {
    options = withoutNulls(options ?? {});
    return new LoginBranding(() => ({ useCognitoProvidedValues: true, ...merged(options) }));
  }

  /**
   * Settings and images.
   *
   * @param props the settings and the images, as the branding designer has them
   * @throws where the style is used, when both are missing, there are more than 40 images, or all of it is more than the 2 MB that Cognito
   * takes
   */
  public static of(props: LoginBrandingProps): LoginBranding {
    return new LoginBranding(() => {
      required(undefined, 'LoginBranding.of', { props });
      const images = presentIn(props.images ?? []).map(({ _asset }) => _asset);
      return checkStyle('LoginBranding.of', {
        ...(props.settings ? { settings: props.settings } : {}),
        ...(images.length > 0 ? { assets: images } : {}),
        ...merged(props),
      });
    });
  }

  /**
   * A file with the unchanged output of `aws cognito-idp describe-managed-login-branding`. Keys may start with a capital or a small letter.
   *
   * @param path the file, relative to the working directory or absolute
   * @param options images that the export does not have
   * @throws where the style is used, when there is no such file, it is no such JSON, or Cognito would refuse what is in it
   */
  public static fromExport(path: string, options: LoginBrandingExportOptions = {}): LoginBranding {
    options = withoutNulls(options ?? {});
    return new LoginBranding(() => {
      const { assets = [], ...style } = readExport('LoginBranding.fromExport', path);
      const images = [...assets, ...presentIn(options.images ?? []).map(({ _asset }) => _asset)];
      const own = style.settings !== undefined || images.length > 0;
      return own
        ? checkStyle('LoginBranding.fromExport', { ...style, ...(images.length > 0 ? { assets: images } : {}), ...merged(options) })
        : { useCognitoProvidedValues: true, ...merged(options) };
    });
  }

  private readonly judged: Judged<Style>;

  private constructor(make: () => Style) {
    this.judged = Judged.of(make);
  }

  /**
   * The style, or what was wrong when it was made.
   *
   * @internal
   */
  public _styleAt(scope: IConstruct): Style {
    return this.judged.at(scope);
  }
}

function merged({ returnMergedResources }: LoginBrandingOptions): Pick<Style, 'returnMergedResources'> {
  return returnMergedResources !== undefined ? { returnMergedResources } : {};
}
