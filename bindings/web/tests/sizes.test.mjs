// What a page has to load, gzipped, rules included; and how soon it can answer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { here } from './tools.mjs';

/** Kilobytes at most. */
const MOST = { answer: 450, full: 605 };

for (const [build, most] of Object.entries(MOST)) {
  test(`${build} is at most ${most} KB`, (t) => {
    const kilobytes = gzipSync(readFileSync(`${here}dist/${build}.wasm.js`), { level: 9 }).length / 1000;
    t.diagnostic(`${build}: ${kilobytes.toFixed(0)} KB`);
    assert.ok(kilobytes <= most, `${kilobytes} KB`);
  });
}
