import type { Guidance, Stance } from 'demeanor/answer';
import { stancesInWords } from '../parts/words';
import type { About, Course } from './course';

/** A fact of which what is usual is taken to be so. */
interface Presumed {
  fact: string;
  label: string;
  words?: string;
  value: unknown;
  safety: boolean;
  matters?: boolean;
  otherwise: { words?: string; stances: Stance[] }[];
}

/** What the answer takes to be so, as nobody said otherwise: one tap strikes it out, and it is asked. */
export function Provisos({ course, guidance }: { course: Course; about: About; guidance: Guidance }) {
  const presumed = ((guidance as { presumed?: Presumed[] }).presumed ?? []).filter(({ matters }) => matters !== false);
  if (presumed.length === 0) return null;
  return (
    <section class="provisos" aria-labelledby="provisos">
      <h3 id="provisos">Taking it that</h3>
      <ul>
        {presumed.map(({ fact, label, words, value, safety, otherwise }) => (
          <li>
            <button
              type="button"
              class={safety ? 'chip safety' : 'chip'}
              aria-label={`${label}: ${words ?? value}. Not so: ask me`}
              onClick={() => course.choose(fact)}
            >
              <span>{label}: {words ?? String(value)}</span>
              <span aria-hidden="true" class="strike">×</span>
            </button>
            {otherwise.length > 0 && <small>else {stancesInWords([...new Set(otherwise.flatMap(({ stances }) => stances))])}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
