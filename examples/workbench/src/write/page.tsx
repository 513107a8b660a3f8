import { useEffect, useRef, useState } from 'preact/hooks';
import '../style/write.css';
import { rules } from '../engine/client';
import { open, save } from '../parts/files';
import { type Draft, STARTER, useDraft } from './draft';
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

  return (
    <>
      <h1>Your own rules, over those that ship</h1>
      <Bar draft={draft} replace={replace} />
      {draft.problem && <p class="problem" role="alert">{draft.problem}</p>}
      <Forms draft={draft} replace={replace} />
      <div class="write-page">
        <div class="editor" ref={host} />
        <div class="beside">
          <Results draft={draft} show={(at) => editor.current?.show(at)} />
          <Trial draft={draft} />
        </div>
      </div>
    </>
  );
}

function Bar({ draft, replace }: { draft: Draft; replace(text: string): void }) {
  const [said, setSaid] = useState('This draft is kept in this browser only, also when you close the page.');
  const document = { name: draft.name, text: draft.text };
  const attempt = async (run: () => Promise<string | undefined>) => {
    try {
      setSaid((await run()) ?? '');
    } catch (error) {
      setSaid((error as Error).message.split('\n')[0] ?? '');
    }
  };
  const begin = () => attempt(async () => {
    if (draft.text !== STARTER.text && !confirm('Begin from the starter? Your draft is replaced; you can undo that in the editor.')) return said;
    draft.rename(STARTER.name);
    replace(STARTER.text);
    return 'This is the starter: change what nearly fits, and take the rest out.';
  });
  const load = () => attempt(async () => {
    const file = await open();
    if (!file) return said;
    draft.rename(file.name);
    replace(file.text);
    return `${file.name} is open.`;
  });
  const layOut = () => attempt(async () => {
    replace(await rules.ask('format', document));
    return 'Laid out in the one way.';
  });
  const schema = () => attempt(async () => {
    save('rule-set.schema.json', JSON.stringify(await rules.ask('schema', document), null, 2));
    return 'The schema knows your facts, actions and rules; editors complete and check with it.';
  });
  const forTheBoard = () => {
    save('board-papers.md', papers(draft.looked!), 'text/markdown');
    setSaid('The board papers say what these rules change, what was checked, and leave room to sign.');
  };
  return (
    <section class="bar" aria-label="Your document">
      <div class="row">
        <label class="file">
          <span class="unseen">Name of the document</span>
          <input value={draft.name} onInput={({ currentTarget }) => draft.rename(currentTarget.value)} />
        </label>
        <button type="button" onClick={begin}>Begin from the starter</button>
        <button type="button" onClick={load}>Open a file</button>
        <button type="button" onClick={layOut}>Lay out</button>
        <button type="button" class="main" onClick={() => save(draft.name, draft.text)}>Download</button>
        <button type="button" onClick={schema}>Schema</button>
        <button type="button" onClick={forTheBoard} disabled={draft.busy || !draft.looked?.check.edition}>Board papers</button>
      </div>
      <p role="status" class="kept">{said}</p>
    </section>
  );
}
