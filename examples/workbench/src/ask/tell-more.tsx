import type { Fact } from 'demeanor/answer';
import { useState } from 'preact/hooks';
import type { About, Course, Stand } from './course';

/** Everything that can be told, for whoever wants to tell what was not asked. */
export function TellMore({ course, about, stand }: { course: Course; about: About; stand: Stand }) {
  const [sought, setSought] = useState('');
  const words = sought.toLowerCase().split(/\s+/);
  const left = about.facts.filter(({ id }) => stand.facts[id] === undefined);
  const found = left.filter((fact) => words.every((word) => textOf(fact).includes(word)));
  return (
    <details class="tell-more">
      <summary>Tell something that was not asked</summary>
      <label>
        Look for it
        <input type="search" autoComplete="off" value={sought} onInput={({ currentTarget }) => setSought(currentTarget.value)} />
      </label>
      <p role="status">{found.length === 0 ? 'The rules ask about nothing of that kind. Other words may find it.' : ''}</p>
      <ul>
        {found.map(({ id, ask }) => <li><button type="button" class="link" onClick={() => course.choose(id)}>{ask}</button></li>)}
      </ul>
    </details>
  );
}

function textOf({ ask, label, note, options }: Fact): string {
  return [ask, label, note, ...options.flatMap((option) => [option.label, option.note])].join(' ').toLowerCase();
}
