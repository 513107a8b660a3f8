import type { Diagnostic } from 'demeanor/answer';
import type { Answers } from './answer.worker';
import type { Rules } from './full.worker';
import type { Reply } from './serve';

/** What was given is refused, with everything that is wrong with it. */
export class Refused extends Error {
  constructor(message: string, readonly diagnostics: readonly Diagnostic[]) {
    super(message);
  }
}

type Functions = Record<string, (...given: never[]) => unknown>;
type Given<F> = F extends (...given: infer G) => unknown ? G : never;
type Answer<F> = F extends (...given: never[]) => infer A ? Awaited<A> : never;

/** A worker, started when it is first asked. All work of more than a moment is done in one. */
class Client<F extends Functions> {
  private worker: Worker | undefined;
  private next = 0;
  private readonly open = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();

  constructor(private readonly start: () => Worker) {}

  ask<K extends keyof F & string>(what: K, ...given: Given<F[K]>): Promise<Answer<F[K]>> {
    this.worker ??= this.started();
    const id = this.next++;
    const answer = new Promise((resolve, reject) => this.open.set(id, { resolve, reject }));
    this.worker.postMessage({ id, what, given });
    return answer as Promise<Answer<F[K]>>;
  }

  private started(): Worker {
    const worker = this.start();
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.take(data));
    worker.addEventListener('error', (event) => this.fail(new Error(event.message || 'the engine could not be started')));
    return worker;
  }

  private take(reply: Reply): void {
    const waiting = this.open.get(reply.id);
    this.open.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else if ('refused' in reply) waiting?.reject(new Refused(reply.message, reply.refused));
    else waiting?.reject(new Error(reply.failed));
  }

  /** The next question starts a new worker. */
  private fail(error: Error): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.open.values()) reject(error);
    this.open.clear();
  }
}

export const answers = new Client<Answers>(
  () => new Worker(new URL('./answer.worker.ts', import.meta.url), { type: 'module' }),
);

export const rules = new Client<Rules>(
  () => new Worker(new URL('./full.worker.ts', import.meta.url), { type: 'module' }),
);
