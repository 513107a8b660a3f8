import type { InterviewState } from 'demeanor/answer';
import { useState } from 'preact/hooks';
import { answers, Refused } from '../engine/client';
import { open, save } from '../parts/files';
import type { Course, Stand } from './course';

/** What can be done with what was told. */
export function Tools({ course, stand }: { course: Course; stand: Stand }) {
  const [told, setTold] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await answers.ask('report', course.state));
      setTold('Copied as text.');
    } catch {
      setTold('The browser does not let this page copy.');
    }
  };
  const load = async () => {
    const file = await open();
    if (!file) return;
    try {
      const { facts = {}, ...rest } = resumed(JSON.parse(file.text));
      course.begin({ facts: await answers.ask('situation', facts), ...rest });
      setTold(`${file.name} is open.`);
    } catch (error) {
      const faults = error instanceof Refused ? error.diagnostics.map(({ message, help }) => [message, help].filter(Boolean).join('; ')) : [];
      setTold(`${file.name} is no situation: ${faults.join(' · ') || 'it is not JSON'}`);
    }
  };
  return (
    <section class="tools" aria-label="Tools">
      <div class="row">
        <button type="button" onClick={() => course.begin()}>Start again</button>
        <button type="button" onClick={copy}>Copy as text</button>
        <button type="button" onClick={() => print()}>Print</button>
        <button type="button" onClick={() => keepAs('interview.json', stand.saved)}>Save</button>
        <button type="button" onClick={load}>Open</button>
        <button type="button" class="quiet" onClick={() => keepAs('situation.json', stand.facts)}>Save facts alone</button>
      </div>
      <p role="status">{told}</p>
      <p class="privacy">Nothing is sent and nothing is kept: it is worked out on this device, and gone when you close the page. To go on another time, save it, and open the file then.</p>
    </section>
  );
}

/** Where to go on: from an interview that was kept, or from a situation, which is facts alone. */
function resumed(data: unknown): InterviewState {
  const isKept = Array.isArray((data as Partial<InterviewState> | null)?.skipped);
  return isKept ? (data as InterviewState) : { facts: data as InterviewState['facts'] };
}

function keepAs(name: string, data: object): void {
  save(name, `${JSON.stringify(data, null, 2)}\n`);
}
