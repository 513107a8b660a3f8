import type { Document } from 'demeanor';
import { useEffect, useRef, useState } from 'preact/hooks';
import '../style/write.css';
import { rules } from '../engine/client';
import { open, save } from '../parts/files';
import { told } from '../parts/told';
import { beginning, EXAMPLES, STARTER } from './beginnings';
import { type Draft, useDraft } from './draft';
import { edit, type Editor } from './editor';
import { Forms } from './forms';
import { papers } from './papers';
import { Results } from './results';
import { Trial } from './trial';

/** A clinical lead writes rules over those that ship, and sees at once what they do. */
export function WritePage() {
  const draft = useDraft();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  useEffect(() => {
    editor.current = edit(host.current!, { text: draft.text, schema: draft.schema, changed: draft.changed });
    return () => editor.current?.destroy();
  }, []);
  useEffect(() => {
    if (draft.looked && draft.looked.document.text === editor.current?.text()) {
      editor.current.mark(draft.looked.check.diagnostics, draft.looked.document.name);
    }
  }, [draft.looked]);
  const replace = (text: string) => editor.current?.replace(text);
  const [said, say] = useState('This draft is kept in this browser only, also when you close the page.');
  const [facts, setFacts] = useState(told.facts);

  return (
    <>
      <h1>Your own rules, over those that ship</h1>
      <Bar draft={draft} replace={replace} said={said} say={say} />
      {draft.problem && <p class="problem" role="alert">{draft.problem}</p>}
      <Forms draft={draft} replace={replace} say={say} facts={facts} />
      <div class="write-page">
        <div class="editor" ref={host} />
        <div class="beside">
          <Results draft={draft} show={(at) => editor.current?.show(at)} />
          <Trial draft={draft} facts={facts} set={setFacts} />
        </div>
      </div>
    </>
  );
}

interface BarGiven {
  draft: Draft;
  replace(text: string): void;
  said: string;
  say(text: string): void;
}

function Bar({ draft, replace, said, say }: BarGiven) {
  const document = { name: draft.name, text: draft.text };
  const attempt = async (run: () => Promise<string | undefined>) => {
    try {
      say((await run()) ?? '');
    } catch (error) {
      say((error as Error).message.split('\n')[0] ?? '');
    }
  };
  /** Begins from a document, unless what was written since would be lost against one's will. */
  const begin = (from: () => Promise<Document | undefined>, saying: string) => attempt(async () => {
    const next = await from();
    const written = draft.text !== draft.opened?.text;
    if (!next || (written && !confirm(`Replace your draft by ${next.name}? You can undo that in the editor.`))) return said;
    draft.begin(next);
    replace(next.text);
    return `${next.name} ${saying}`;
  });
  const chosen = (list: HTMLSelectElement) => {
    const name = list.value;
    list.value = '';
    void begin(() => beginning(name), 'is here: change what nearly fits, and take the rest out.');
  };
  const layOut = () => attempt(async () => {
    replace(await rules.ask('format', document));
    return 'Laid out in the one way.';
  });
  const schema = () => attempt(async () => {
    save('rule-set.schema.json', JSON.stringify(await rules.ask('schema', document), null, 2));
    return 'The schema knows your facts, actions and rules; editors complete and check with it.';
  });
  const forTheBoard = () => {
    save('board-papers.html', papers(draft.looked!), 'text/html');
    say('board-papers.html opens in any browser or word processor: what these rules change, what was checked, and room to sign.');
  };
  return (
    <section class="bar" aria-label="Your document">
      <div class="row">
        <label class="file">
          <span class="unseen">Name of the document</span>
          <input value={draft.name} onInput={({ currentTarget }) => draft.rename(currentTarget.value)} />
        </label>
        <select aria-label="Begin from" value="" onChange={({ currentTarget }) => chosen(currentTarget)}>
          <option value="">Begin from …</option>
          <option value={STARTER.name}>a starter that shows one of each thing</option>
          {EXAMPLES.map(({ name, label }) => <option value={name}>{label}</option>)}
        </select>
        <button type="button" onClick={() => begin(open, 'is open.')}>Open a file</button>
        <button type="button" onClick={layOut}>Lay out</button>
        <button type="button" class="main" onClick={() => save(draft.name, draft.text)}>Download</button>
        <button type="button" onClick={schema}>Schema</button>
        <button type="button" onClick={forTheBoard} disabled={draft.busy || !draft.looked?.check.edition}>Board papers</button>
      </div>
      <p role="status" class="kept">{said}</p>
    </section>
  );
}
