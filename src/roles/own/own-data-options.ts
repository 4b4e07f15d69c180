/**
 * What somebody may do with their data.
 */
export enum DataAccess {
  /** Read it, and list it. */
  READ = 'read',
  /** Create, change and delete it. */
  WRITE = 'write',
  /** Both. */
  READ_WRITE = 'read-write',
}

/**
 * What people may do with data of their own.
 */
export interface OwnDataOptions {
  /**
   * What they may do with it. Not allowed together with `actions`.
   * @default DataAccess.READ_WRITE
   */
  readonly access?: DataAccess;

  /**
   * Exactly these actions, such as `s3:GetObject`, without wildcards. Only actions that can be limited to the data of one owner are
   * accepted. Not allowed together with `access`.
   * @default - those of `access`
   */
  readonly actions?: string[];
}

/**
 * Which objects of a bucket belong to a person.
 */
export interface OwnObjectsOptions extends OwnDataOptions {
  /**
   * The folder that contains everyone's own folders, such as `private`: objects are named `private/OWNER/…`. Without a slash at either end.
   * @default - the bucket itself: objects are named `OWNER/…`
   */
  readonly prefix?: string;
}

/**
 * Which items of a table belong to a person.
 */
export interface OwnItemsOptions extends OwnDataOptions {
  /**
   * The part of the partition key before the owner, such as `USER#`.
   * @default - nothing
   */
  readonly keyPrefix?: string;

  /**
   * The separator between the owner and the rest of the partition key, such as `#`. Keys that continue after it belong to the owner too.
   * @default - the partition key ends with the owner
   */
  readonly separator?: string;

  /**
   * Names of the indexes that may be queried: only those whose own partition key is the owner in the same way. An index with another
   * partition key finds nothing.
   * @default - none
   */
  readonly indexes?: string[];
}

/**
 * Which topics of AWS IoT belong to a person.
 */
export interface OwnTopicsOptions {
  /**
   * The prefix of everyone's own topics, such as `devices`: topics are named `devices/OWNER/…`. Without a slash at either end.
   * @default - nothing: topics are named `OWNER/…`
   */
  readonly prefix?: string;

  /**
   * Whether they may receive, publish, or both.
   * @default DataAccess.READ_WRITE
   */
  readonly access?: DataAccess;
}

/**
 * How a folder of a bucket may be read.
 */
export interface ReadPrefixOptions {
  /**
   * Whether the names of what is in the folder may be listed too.
   * @default false
   */
  readonly list?: boolean;
}
