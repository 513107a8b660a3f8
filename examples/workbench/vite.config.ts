import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** Writes the service worker: all files of the page, kept when it is first opened, so that it opens without a network. */
function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle(_, bundle) {
      const names = Object.keys(bundle).filter((name) => !name.endsWith('.map'));
      const files = ['./', 'icon.svg', 'manifest.webmanifest', ...names.filter((name) => name !== 'index.html')];
      const said = Object.values(bundle).map((file) => ('code' in file ? file.code : file.source.toString()));
      const edition = createHash('sha256').update(said.join()).digest('hex').slice(0, 16);
      const source = readFileSync(new URL('src/offline.js', import.meta.url), 'utf8')
        .replace("'EDITION'", JSON.stringify(edition))
        .replace('[/* FILES */]', JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'offline.js', source });
    },
  };
}

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  plugins: [offline()],
});
