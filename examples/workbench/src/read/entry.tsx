import type { Entries, Entry, Line, Link } from './entries';

export function EntryCard({ entry, entries }: { entry: Entry; entries: Entries }) {
  const { kind, id, title, gist, text, parts, usedBy, address } = entry;
  return (
    <article class="card entry" id={`${kind}/${id}`} tabIndex={-1} aria-labelledby={`${kind}-${id}`}>
      <h2 id={`${kind}-${id}`}>{title}</h2>
      <p class="gist">{gist.join(' · ')}</p>
      {text.map((paragraph) => <p>{paragraph}</p>)}
      {address && <p><a href={address} rel="noreferrer external" target="_blank">Read it</a></p>}
      {parts.map(({ heading, lines }) => (
        <>
          <h3>{heading}</h3>
          <ul>{lines.map((line) => <LineItem line={line} />)}</ul>
        </>
      ))}
      {usedBy.length > 0 && (
        <details>
          <summary>Used by {usedBy.length}</summary>
          <ul>{usedBy.map((link) => <li><a href={addressOf(link)}>{titleOf(link, entries)}</a> <small>{link.kind}</small></li>)}</ul>
        </details>
      )}
    </article>
  );
}

function LineItem({ line: { text, depth = 0, to } }: { line: Line }) {
  return <li class={`depth-${Math.min(depth, 4)}`}>{to ? <a href={addressOf(to)}>{text}</a> : text}</li>;
}

function addressOf({ kind, id }: Link): string {
  return `#read/${kind}/${id}`;
}

function titleOf({ kind, id }: Link, entries: Entries): string {
  return entries[kind].find((entry) => entry.id === id)?.title ?? id;
}
