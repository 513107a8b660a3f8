import type { DecidedBy, WouldChange } from 'demeanor/answer';
import { useEffect, useState } from 'preact/hooks';
import { answers } from '../engine/client';
import { Sign } from '../parts/sign';
import { listed, STANCES } from '../parts/words';
import type { About, Course, Stand } from './course';

interface More {
  decidedBy: DecidedBy | null;
  whatWouldChange: WouldChange[] | null;
}

/** What decided the answer, and what would change it: worked out when somebody opens it. */
export function Further({ course, about, stand }: { course: Course; about: About; stand: Stand }) {
  const [open, setOpen] = useState(false);
  const [more, setMore] = useState<More>();
  useEffect(() => {
    setMore(undefined);
    if (!open) return;
    let current = true;
    answers.ask('further', course.state).then((found) => current && setMore(found));
    return () => {
      current = false;
    };
  }, [open, stand]);
  const label = (id: string) => about.facts.find((fact) => fact.id === id)?.label ?? id;
  return (
    <details class="further" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What decided it, and what would change it</summary>
      {open && !more && <p>Working it out …</p>}
      {more && (
        <>
          <Decided decided={more.decidedBy} label={label} />
          <Changes changes={more.whatWouldChange} />
        </>
      )}
    </details>
  );
}

function Decided({ decided, label }: { decided: DecidedBy | null; label(id: string): string }) {
  if (!decided) return <p>What decided it could not be worked out.</p>;
  const sets = decided.sets.filter((set) => set.length > 0);
  if (sets.length === 0) return <p>Nothing that is known decided it alone.</p>;
  return (
    <>
      <h4>What alone leads here</h4>
      <ul>{sets.slice(0, 4).map((set) => <li>{listed(set.map((id) => label(id)), 'and')}</li>)}</ul>
    </>
  );
}

function Changes({ changes }: { changes: WouldChange[] | null }) {
  if (!changes) return <p>What would change it could not be worked out.</p>;
  const some = changes.filter(({ changes }) => changes.length > 0);
  if (some.length === 0) return <p>No other value of up to three known facts would change it.</p>;
  return (
    <>
      <h4>What would change it</h4>
      <ul class="changes">
        {some.map(({ stance, changes }) => (
          <li>
            <p class="to"><Sign stance={stance} /> {STANCES[stance]}, if</p>
            <ul>
              {changes.slice(0, 3).map(({ facts }) => (
                <li>{facts.map(({ label, words }) => `${label.toLowerCase()}: ${words}`).join(', and ')}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
