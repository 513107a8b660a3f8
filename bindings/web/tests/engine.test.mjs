// An engine that stops in the middle of its work says so, and leaves a way to start again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { Home, unpack } from '../dist/engine.js';
import { Stopped } from '../dist/errors.js';
import { here } from './tools.mjs';

/** A module that answers nothing but traps, and says "too much" of it. */
const traps = binaryen.parseText(`(module
  (memory (export "memory") 1)
  (data (i32.const 16) "too much")
  (func (export "room") (param i32) (result i32) (i32.const 64))
  (func (export "free") (param i32 i32))
  (func (export "call") (param i32 i32) (result i32) (unreachable))
  (func (export "stopped") (result i32) (i32.const 16))
  (func (export "stopped_length") (result i32) (i32.const 8)))`).emitBinary();

test('a trap is an error that says so', async () => {
  const home = new Home(async () => traps);
  const engine = await home.engine();
  assert.throws(() => engine.ask('standard'), (error) => error instanceof Stopped && /too much/.test(error.message));
  assert.throws(() => engine.ask('standard'), Stopped);
  assert.notEqual(await home.engine(), engine, 'the next one is a new one');
});

test('an engine that could not be fetched is asked for again', async () => {
  let tries = 0;
  const home = new Home(async () => {
    if (tries++ === 0) throw new Error('no network');
    return traps;
  });
  await assert.rejects(home.engine(), /no network/);
  await home.engine();
});

for (const build of ['answer', 'full']) {
  test(`${build} unpacks to the plain module, to the byte`, async () => {
    const { default: packed } = await import(`../dist/${build}.wasm.js`);
    assert.ok(readFileSync(`${here}dist/${build}.wasm`).equals(unpack(packed)));
  });
}
