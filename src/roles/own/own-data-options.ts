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
 * What somebody may do with data of their own.
 */
export interface OwnDataOptions {
  /**
   * What they may do with it. Not together with `actions`.
   * @default DataAccess.READ_WRITE
   */
  readonly access?: DataAccess;

  /**
   * The very actions, such as `s3:GetObject`, without wildcards. Only actions that are limited to the data of one owner are taken. Not
   * together with `access`.
   * @default - those of `access`
   */
  readonly actions?: string[];
}

/**
 * Which objects of a bucket are somebody's own.
 */
export interface OwnObjectsOptions extends OwnDataOptions {
  /**
   * The folder that everyone's own folder is in, such as `private`: objects are named `private/OWNER/…`. Without a slash at either end.
   * @default - the bucket itself: objects are named `OWNER/…`
   */
  readonly prefix?: string;
}

/**
 * Which items of a table are somebody's own.
 */
export interface OwnItemsOptions extends OwnDataOptions {
  /**
   * What stands before the owner in the partition key, such as `USER#`.
   * @default - nothing
   */
  readonly keyPrefix?: string;

  /**
   * What stands between the owner and the rest of the partition key, such as `#`. Keys that go on after it are own too.
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
 * Which topics of AWS IoT are somebody's own.
 */
export interface OwnTopicsOptions {
  /**
   * What stands before everyone's own topics, such as `devices`: topics are named `devices/OWNER/…`. Without a slash at either end.
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
