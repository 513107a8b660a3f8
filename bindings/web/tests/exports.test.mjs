// The package as it is published, in what its users have: Node, esbuild and Vite, without any configuration.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { here, withFolder } from './tools.mjs';

const PROGRAM = `
import { Guideline } from 'demeanor/answer';
const guideline = await Guideline.standard();
console.log(guideline.situation({ 'therapist.fitness': 'impaired' }).guidance().stance);
`;

/** A project that has installed the package. */
async function inProject(run) {
  await withFolder(async (folder) => {
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: here, stdio: ['ignore', 'pipe', 'ignore'] }));
    mkdirSync(`${folder}/node_modules/demeanor`, { recursive: true });
    execFileSync('tar', ['-xzf', `${folder}/${filename}`, '--strip-components=1', '-C', `${folder}/node_modules/demeanor`]);
    writeFileSync(`${folder}/package.json`, '{ "type": "module" }');
    writeFileSync(`${folder}/main.js`, PROGRAM);
    await run(folder);
  });
}

const said = (file) => execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim();

test('Node', () => inProject((folder) => assert.equal(said(`${folder}/main.js`), 'pause')));

test('Node, both entries and a module of one\'s own', () => inProject((folder) => {
  writeFileSync(`${folder}/both.cjs`, `
    const main = async () => {
      const [{ check }, { Guideline }] = [await import('demeanor'), await import('demeanor/answer')];
      if (!require.resolve('demeanor/full.wasm')) throw new Error();
      console.log(typeof check, typeof Guideline.standard);
    };
    main();`);
  assert.equal(said(`${folder}/both.cjs`), 'function function');
}));

test('esbuild, into one file and into several', () => inProject(async (folder) => {
  const common = { absWorkingDir: folder, entryPoints: ['main.js'], bundle: true, format: 'esm', logLevel: 'error' };
  await esbuild({ ...common, outfile: 'one.mjs' });
  assert.equal(said(`${folder}/one.mjs`), 'pause');
  await esbuild({ ...common, splitting: true, outdir: 'several', outExtension: { '.js': '.mjs' } });
  assert.equal(said(`${folder}/several/main.mjs`), 'pause');
}));

test('Vite', () => inProject(async (folder) => {
  await vite({
    root: folder, logLevel: 'error', configFile: false,
    build: { target: 'es2022', modulePreload: false, lib: { entry: 'main.js', formats: ['es'], fileName: 'main' }, outDir: 'built' },
  });
  assert.equal(said(`${folder}/built/main.js`), 'pause');
}));

test('types are found', () => inProject((folder) => {
  writeFileSync(`${folder}/main.ts`, `
    import { Guideline, type Guidance } from 'demeanor';
    const guidance: Guidance = (await Guideline.standard()).situation({ client: { age_band: 'adult' } }).guidance();
    const first: string | undefined = guidance.advice[0]?.text;
    // @ts-expect-error there is no such stance
    if (guidance.stance === 'shrug') console.log(first);
  `);
  for (const resolution of ['bundler', 'nodenext']) {
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    execFileSync(`${here}node_modules/.bin/tsc`, ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,esnext.disposable', '--module', module, '--moduleResolution', resolution, `${folder}/main.ts`], { stdio: 'inherit' });
  }
}));
