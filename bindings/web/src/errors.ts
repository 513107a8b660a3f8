import type { Diagnostic } from './generated/diagnostics.js';

/** Documents or facts were refused. Everything that is wrong with them is in `diagnostics`, as data. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(inOneLine).join('\n'));
  }
}

/**
 * The engine has stopped in the middle of its work: it was out of memory, or has a fault. Whatever belongs to it is gone;
 * the next `Guideline.standard()` or `Guideline.build()` starts a new one.
 */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

function inOneLine({ severity, code, place, message, help }: Diagnostic): string {
  const where = place.position
    ? `:${place.position.line}:${place.position.column}`
    : place.pointer && ` at ${place.pointer}`;
  return `${severity}[${code}] ${place.document}${where}: ${message}${help ? `; ${help}` : ''}`;
}
