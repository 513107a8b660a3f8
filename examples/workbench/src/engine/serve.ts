import type { Diagnostic } from 'demeanor/answer';

export interface Request {
  id: number;
  what: string;
  given: unknown[];
}

export type Reply = { id: number } & (
  | { answer: unknown }
  | { refused: readonly Diagnostic[]; message: string }
  | { failed: string }
);

/** Answers what a page asks of this worker. */
export function serve(answers: object): void {
  const known = answers as Record<string, (...given: unknown[]) => unknown>;
  self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    const { id, what, given } = data;
    try {
      self.postMessage({ id, answer: await known[what]!(...given) } satisfies Reply);
    } catch (thrown) {
      const error = thrown as Error & { diagnostics?: readonly Diagnostic[] };
      const reply: Reply = error.diagnostics
        ? { id, refused: error.diagnostics, message: error.message }
        : { id, failed: `${error.name}: ${error.message}` };
      self.postMessage(reply);
    }
  });
}
