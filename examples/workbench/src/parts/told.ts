import type { FactValue } from 'demeanor/answer';

/** The situation that was told last, for the other parts of the page. It is gone with the page. */
export const told: { facts: Readonly<Record<string, FactValue>> } = { facts: {} };

/** Opens a situation where one asks. */
export function openSituation(facts: object): void {
  dispatchEvent(new CustomEvent('open-situation', { detail: facts }));
  location.hash = '#ask';
}
