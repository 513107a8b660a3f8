import { inWords } from '../parts/words';
import type { About, Course, Stand } from './course';

/** What was told so far: each fact can be changed, or taken back. */
export function Said({ course, about, stand }: { course: Course; about: About; stand: Stand }) {
  const known = about.facts.filter(({ id }) => stand.facts[id] !== undefined);
  if (known.length === 0) return null;
  return (
    <section class="said" aria-labelledby="said">
      <h2 id="said">What you said</h2>
      <ul>
        {known.map((fact) => {
          const words = inWords(fact, stand.facts[fact.id]!, about.edition.wording);
          return (
            <li>
              <button type="button" class="fact" onClick={() => course.choose(fact.id)} title="Change this">
                <span class="label">{fact.label}</span> {words}
              </button>
              <button type="button" class="take" aria-label={`Take back: ${fact.label}`} onClick={() => course.forget(fact.id)}>
                <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
