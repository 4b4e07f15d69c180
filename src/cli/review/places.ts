import * as fs from 'node:fs';
import { Review } from '../../guardrails/check';
import { AcceptedFinding, Finding } from '../../guardrails/guardrail-rule';
import type { LoadedTemplate } from '../../template/text/load';
import { resourceLines } from '../../template/text/resource-lines';

/** A finding and where its resource is written, if that is known. */
export type Placed<T extends Finding = Finding> = T & { readonly file?: string; readonly line?: number };

/** A review with these. */
export interface PlacedReview extends Review {
  readonly findings: Placed[];
  readonly accepted: Placed<AcceptedFinding>[];
}

/** Finds the files and lines at which resources are written. */
export class Places {
  private readonly lines = new Map<string, Map<string, number>>();

  constructor(private readonly templates: LoadedTemplate[]) {}

  public ofAll(review: Review): PlacedReview {
    return { ...review, findings: this.of(review.findings), accepted: this.of(review.accepted) };
  }

  public of<T extends Finding>(findings: T[]): Placed<T>[] {
    return findings.map(finding => {
      const file = this.templates.find(({ name }) => name === finding.template)?.file;
      const line = file === undefined ? undefined : this.linesOf(file).get(finding.resource);
      return { ...finding, ...file === undefined ? {} : { file }, ...line === undefined ? {} : { line } };
    });
  }

  private linesOf(file: string): Map<string, number> {
    const known = this.lines.get(file) ?? (isThereStill(file) ? resourceLines(fs.readFileSync(file, 'utf8')) : new Map());
    this.lines.set(file, known);
    return known;
  }
}

/** What a pipe had to say has been read: whoever waits for more of it waits for good. */
function isThereStill(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
