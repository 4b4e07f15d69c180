import { deployedStacks } from './deployment';
import { LocalDeployment } from './local/local-deployment';
import { checkOutputs } from './local/outputs';
import { sabotaged, SABOTAGES } from './local/sabotage';
import { Compared, Story } from './story';
import { LoadedTemplate } from '../../src/template/text/load';
import { loadFile } from '../../src/template/text/load-files';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const different = (compared: Compared[]) => compared.filter(({ promised, happened }) => promised !== happened);

/** `CDK_OUT OUTPUTS` on the account that they were deployed to; `CDK_OUT` alone on this machine, where it is also shown to notice. */
async function main([cdkOut, outputs]: string[]): Promise<void> {
  if (outputs !== undefined) return report(await new Story(deployedStacks(cdkOut, outputs), console.log).tell());
  const templates = loadFile(cdkOut);
  checkOutputs(cdkOut, templates);
  report(await locally(templates, templates, { say: console.log }));
  for (const sabotage of SABOTAGES) {
    const { what, who, notices } = sabotage;
    const noticed = different(await locally(templates, sabotaged(templates, sabotage), { only: who }));
    const found = noticed.find(difference => difference.what.endsWith(` ${notices}`));
    const elsewhere = noticed.map(other => other.what).join('; ') || 'nor elsewhere';
    if (!found) throw new Error(`${what}, and ${who} does not notice at "${notices}" (${elsewhere})`);
    console.log(`noticed      ${what}: ${found.what} ${found.happened}`);
  }
}

async function locally(
  promised: LoadedTemplate[], deployed: LoadedTemplate[], { only, say }: { only?: string; say?: (line: string) => void },
): Promise<Compared[]> {
  const local = await LocalDeployment.start(promised, deployed);
  try {
    return await new Story(local.deployment, say).tell(only);
  } finally {
    await local.stop();
  }
}

function report(compared: Compared[]): void {
  const differences = different(compared);
  console.log(`${compared.length} assertions, ${differences.length} differ from what the access model says`);
  if (differences.length > 0) process.exitCode = 1;
}

void main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
