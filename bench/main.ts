import { constructBench } from './construct';

type Bench = () => string[] | Promise<string[]>;

const benches: Record<string, () => Bench> = {
  construct: () => constructBench,
  resolve: () => require('./resolve').resolveBench,
  policy: () => require('./policy').policyBench,
  check: () => require('./check').checkBench,
  local: () => require('./local').localBench,
};

async function main(names: string[]): Promise<void> {
  const unknown = names.filter(name => !(name in benches));
  if (unknown.length > 0) {
    throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  }
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    console.log(`\n${name}`);
    for (const line of await benches[name]()()) {
      console.log(`  ${line}`);
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
