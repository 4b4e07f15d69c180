import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** A graph whose metrics are asked for when the dashboard is rendered. */
export class ActivityWidget extends cloudwatch.ConcreteWidget {
  constructor(width: number, height: number, private readonly title: string, private readonly metrics: () => cloudwatch.IMetric[]) {
    super(width, height);
  }

  public toJson(): any[] {
    const graph = new cloudwatch.GraphWidget({ title: this.title, width: this.width, height: this.height, left: this.metrics() });
    graph.position(this.x ?? 0, this.y ?? 0);
    return graph.toJson();
  }
}
