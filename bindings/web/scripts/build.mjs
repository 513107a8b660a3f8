// From build/*.raw.wasm, src/ and the published schemas to dist/: optimised modules, packed as text, and the JavaScript
// around them. Prints the sizes.
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compileFromFile } from 'json-schema-to-typescript';
import { compress } from 'lzma1';

process.chdir(new URL('..', import.meta.url).pathname);
const bin = (name) => `node_modules/.bin/${name}`;
const schemas = '../../rules/schema';
const features = ['bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals', 'multivalue', 'reference-types'];

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
mkdirSync('src/generated', { recursive: true });
for (const name of ['guidance', 'diagnostics']) {
  const types = await compileFromFile(`${schemas}/${name}.json`, {
    bannerComment: `/* Made from rules/schema/${name}.json by scripts/build.mjs. */`,
    additionalProperties: false,
  });
  writeFileSync(`src/generated/${name}.ts`, types);
}
execFileSync(bin('tsc'), ['--stripInternal'], { stdio: 'inherit' });

/** From what the compiler made to what is loaded. */
async function pack(build) {
  const [raw, small] = [`build/${build}.raw.wasm`, `dist/${build}.wasm`];
  // While one tries things out, `--quick` saves the time that this takes.
  if (process.argv.includes('--quick')) copyFileSync(raw, small);
  else await promisify(execFile)(bin('wasm-opt'), [...features.map((feature) => `--enable-${feature}`), '-O2', raw, '-o', small]);
  const wasm = readFileSync(small);
  // By LZMA it is a quarter smaller than deflated, as most of it is code and sentences.
  const text = `export default '${Buffer.from(compress(wasm, 9)).toString('base64')}';\n`;
  writeFileSync(`dist/${build}.wasm.js`, text);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;
  const sizes = [wasm.length, gzipSync(wasm, { level: 9 }).length, gzipSync(text, { level: 9 }).length];
  const [plain, gzipped, entry] = sizes.map(kilobytes);
  console.log(`${build}: ${plain}, gzipped ${gzipped}; packed as JavaScript and gzipped ${entry}`);
}

await Promise.all(['answer', 'full'].map(pack));
