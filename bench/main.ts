import { checkBench } from './check';
import { coldBench } from './cold';
import { constructBench } from './construct';
import { growthBench } from './growth';
import { localBench } from './local';
import { policyBench } from './policy';
import { pythonBench } from './python';
import { resolveBench } from './resolve';

const benches: Record<string, () => string[] | Promise<string[]>> = {
  cold: coldBench,
  construct: constructBench,
  growth: growthBench,
  resolve: resolveBench,
  policy: policyBench,
  check: checkBench,
  local: localBench,
  python: pythonBench,
};

async function main(names: string[]): Promise<void> {
  const unknown = names.filter(name => !(name in benches));
  if (unknown.length > 0) {
    throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  }
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    console.log(`\n${name}`);
    for (const line of await benches[name]()) {
      console.log(`  ${line}`);
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
