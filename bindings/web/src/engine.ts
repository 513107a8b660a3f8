import { Rejected, Stopped } from './errors.js';
import { unpackLzma } from './lzma.js';

/** What the WebAssembly module offers; it imports nothing. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  room(length: number): number;
  free(room: number, length: number): void;
  call(request: number, length: number): number;
  stopped(): number;
  stopped_length(): number;
}

/** What a module can be made of. */
export type Wasm = WebAssembly.Module | BufferSource;

/** An answer begins with its length and its kind. */
const HEAD = 8;
const [, REFUSED, NO_REQUEST] = [0, 1, 2];

/** One running engine. Requests and answers are JSON texts in its memory. */
export class Engine {
  private constructor(private readonly wasm: Exports) {}
  private fault: Stopped | undefined;

  static async start(wasm: Wasm): Promise<Engine> {
    const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
    const instance = await WebAssembly.instantiate(module);
    return new Engine(instance.exports as unknown as Exports);
  }

  get hasStopped(): boolean {
    return this.fault !== undefined;
  }

  /** Asks, and reads the answer. */
  ask<T>(what: string, request: object = {}): T {
    return JSON.parse(this.text(what, request)) as T;
  }

  /** Asks, and gives the answer to the byte. */
  text(what: string, request: object = {}): string {
    if (this.fault) throw this.fault;
    const bytes = new TextEncoder().encode(JSON.stringify({ do: what, ...request }));
    const { kind, text } = this.guarded(() => this.exchange(bytes));
    if (kind === REFUSED) throw new Rejected(JSON.parse(text));
    if (kind === NO_REQUEST) throw new TypeError(text);
    return text;
  }

  private exchange(request: Uint8Array): { kind: number; text: string } {
    const { wasm } = this;
    const room = wasm.room(request.length);
    new Uint8Array(wasm.memory.buffer).set(request, room);
    const answer = wasm.call(room, request.length);
    const head = new DataView(wasm.memory.buffer, answer, HEAD);
    const [length, kind] = [head.getUint32(0, true), head.getUint32(4, true)];
    const text = new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, answer + HEAD, length));
    wasm.free(answer, HEAD + length);
    return { kind, text };
  }

  /** Whatever is thrown in the engine itself leaves it in no state to go on. */
  private guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (thrown) {
      const said = this.lastWords() || String(thrown);
      this.fault = new Stopped(`the engine has stopped, and has to be started anew: ${said}`, { cause: thrown });
      throw this.fault;
    }
  }

  private lastWords(): string {
    const [at, length] = [this.wasm.stopped(), this.wasm.stopped_length()];
    return new TextDecoder().decode(new Uint8Array(this.wasm.memory.buffer, at, length));
  }
}

/** Where an engine lives: it is started when it is first needed, and anew after it has stopped. */
export class Home {
  private running: Promise<Engine> | undefined;
  constructor(private readonly wasm: () => Promise<Wasm>) {}

  async engine(): Promise<Engine> {
    const running = await this.running?.catch(() => undefined);
    if (running && !running.hasStopped) return running;
    this.running = this.wasm().then(Engine.start);
    return this.running;
  }
}

/** The bytes of a module that is packed as text: by LZMA, in base 64. */
export function unpack(packed: string): Uint8Array<ArrayBuffer> {
  return unpackLzma(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
}
