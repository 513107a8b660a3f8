import type { InterviewState } from 'demeanor/answer';
import { useEffect, useRef, useState } from 'preact/hooks';
import { answers, Refused } from '../engine/client';
import { open, save } from '../parts/files';
import type { Course, Stand } from './course';

/** What can be done with what was told. */
export function Tools({ course, stand }: { course: Course; stand: Stand }) {
  const [told, setTold] = useState('');
  const saved = useRef<object | undefined>(undefined);
  const isUnsaved = Object.keys(stand.facts).length > 0 && saved.current !== stand;
  useEffect(() => {
    // Nothing is kept, so the browser asks before a reload or a closed page takes away what was told.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isUnsaved) addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  const keep = () => {
    keepAs('interview.json', stand.saved);
    saved.current = stand;
    setTold('Saved. “Open” goes on from that file.');
  };
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
        <button type="button" onClick={keep}>Save</button>
        <button type="button" onClick={load}>Open</button>
        <button type="button" class="quiet" onClick={() => keepAs('situation.json', stand.facts)}>Save facts alone</button>
      </div>
      <p role="status">{told}</p>
      <p class="privacy">Nothing is sent and nothing is kept: it is worked out on this device, and gone when you close or reload the page; the browser asks first. To go on another time, save it, and open the file then.</p>
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
