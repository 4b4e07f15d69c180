import { Agent, request } from 'http';
import { percentile } from '../private/timing';

/** How long calls took, in milliseconds, and how many were made per second. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One call of Cognito with as little client around it as there can be. */
export class IdentityCaller {
  private readonly agent: Agent;

  constructor(private readonly endpoint: string, connections: number, private readonly service = 'AWSCognitoIdentityService') {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  public call(operation: string, input: object): Promise<any> {
    const body = JSON.stringify(input);
    return new Promise((resolve, reject) => {
      const sent = request(this.endpoint, {
        method: 'POST',
        agent: this.agent,
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${this.service}.${operation}`,
          'content-length': Buffer.byteLength(body),
          // some emulators route by the region and service that a signature names
          'authorization':
            'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cognito-identity/aws4_request, SignedHeaders=host, Signature=0',
        },
      }, response => {
        let text = '';
        response.setEncoding('utf8').on('data', data => { text += data; }).on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${operation}: ${response.statusCode} ${text.slice(0, 200)}`));
          else resolve(JSON.parse(text));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  public close(): void {
    this.agent.destroy();
  }
}

/** Repeats a step from several sides at once until the time is up. Each step reports its calls through `time`. */
export async function drive(
  seconds: number,
  concurrency: number,
  step: (worker: number, time: <T>(call: Promise<T>) => Promise<T>) => Promise<void>,
): Promise<Measured> {
  const times: number[] = [];
  const time = async <T>(call: Promise<T>) => {
    const start = performance.now();
    const result = await call;
    times.push(performance.now() - start);
    return result;
  };
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(Array.from({ length: concurrency }, async (_, worker) => {
    while (performance.now() < end) await step(worker, time);
  }));
  const elapsed = (performance.now() - start) / 1000;
  return { perSecond: times.length / elapsed, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
