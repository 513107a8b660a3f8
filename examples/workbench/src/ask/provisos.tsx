import type { Guidance, Presumed, Stance } from 'demeanor/answer';
import { stancesInWords } from '../parts/words';
import type { Course } from './course';

/** So many stand open: what to do must not be pushed out of sight. */
const OPEN = 4;

/** What the answer takes to be so, as nobody said otherwise: one tap strikes it out, and it is asked. */
export function Provisos({ course, guidance }: { course: Course; guidance: Guidance }) {
  const presumed = guidance.presumed.toSorted((one, other) => Number(other.safety) - Number(one.safety));
  const [matter, idle] = [presumed.filter(({ matters }) => matters), presumed.filter(({ matters }) => !matters)];
  if (presumed.length === 0) return null;
  const chip = (entry: Presumed) => <Proviso entry={entry} stance={guidance.stance} strike={course.strike} />;
  return (
    <section class="provisos" aria-labelledby="provisos">
      <h3 id="provisos">Taking it that <small>(touch what is not so)</small></h3>
      <ul>{matter.slice(0, OPEN).map(chip)}</ul>
      {matter.length > OPEN && (
        <details>
          <summary>{matter.length - OPEN} more that matter</summary>
          <ul>{matter.slice(OPEN).map(chip)}</ul>
        </details>
      )}
      {idle.length > 0 && (
        <details>
          <summary>{idle.length} more that would change nothing by themselves</summary>
          <ul>{idle.map(chip)}</ul>
        </details>
      )}
      <p class="printed">{matter.map(({ label, words }) => `${label}: ${words}`).join('; ')}.</p>
    </section>
  );
}

interface ProvisoGiven {
  entry: Presumed;
  stance: Stance;
  strike(fact: string): void;
}

function Proviso({ entry: { fact, label, words, safety, otherwise }, stance, strike }: ProvisoGiven) {
  const elsewhere = [...new Set(otherwise.flatMap(({ stances }) => stances))].filter((other) => other !== stance);
  return (
    <li>
      <button type="button" class={safety ? 'chip safety' : 'chip'} onClick={() => strike(fact)}>
        <span>{label}: {words}</span>
        <span class="strike" aria-hidden="true">×</span>
        <span class="unseen">, strike this out</span>
      </button>
      {elsewhere.length > 0 && <small>else {stancesInWords(elsewhere)}</small>}
    </li>
  );
}
