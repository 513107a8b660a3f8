import type { Fact, FactValue, Handbook, Stance } from 'demeanor';
import { useEffect, useState } from 'preact/hooks';
import { rules } from '../engine/client';
import { openSituation, told } from '../parts/told';
import { CERTAINTIES, inWords, STANCE_IDS, STANCES } from '../parts/words';
import { Overrides } from './overrides';

/** Pictures of the guideline, worked out exactly. */
export function Maps({ book }: { book: Handbook }) {
  return (
    <>
      <StanceMap book={book} />
      <EvidenceMap book={book} />
      <Overrides book={book} />
    </>
  );
}

const LETTERS: Record<Stance, string> = { welcome: '♥', allow: '✓', moderate: '◐', refrain: '–', pause: 'Ⅱ' };
const CELL = { width: 44, height: 30, label: 210, head: 104 };

type Cells = (Stance | null)[][][];

/** The stance for each value of two facts, for one, two or three values of a third side by side. */
function StanceMap({ book }: { book: Handbook }) {
  const [rows, setRows] = useState('expression.emotion');
  const [columns, setColumns] = useState('expression.intensity');
  const [beside, setBeside] = useState('client.age_band');
  const [cells, setCells] = useState<Cells>();
  const listed = book.facts.filter(({ kind }) => kind === 'choice' || kind === 'scale' || kind === 'flag');
  const fact = (id: string) => book.facts.find((fact) => fact.id === id)!;
  const values = (id: string): FactValue[] => (fact(id).kind === 'flag' ? [true, false] : fact(id).options.map(({ id }) => id));
  const sides: (FactValue | undefined)[] = beside ? values(beside) : [undefined];
  const situation = (side: FactValue | undefined, row: FactValue, column: FactValue) => ({
    ...told.facts, ...(beside && side !== undefined ? { [beside]: side } : {}), [rows]: row, [columns]: column,
  });
  useEffect(() => {
    let current = true;
    const all = sides.flatMap((side) => values(rows).flatMap((row) => values(columns).map((column) => situation(side, row, column))));
    rules.ask('stances', all).then((stances) => {
      if (!current) return;
      const [wide, high] = [values(columns).length, values(rows).length];
      setCells(sides.map((_, side) => values(rows).map((_, row) => stances.slice((side * high + row) * wide, (side * high + row + 1) * wide))));
    });
    return () => {
      current = false;
    };
  }, [rows, columns, beside]);
  const chooser = (label: string, value: string, set: (id: string) => void, none = false) => (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => (setCells(undefined), set(currentTarget.value))}>
        {none && <option value="">nothing</option>}
        {listed.map(({ id, label }) => <option value={id}>{label}</option>)}
      </select>
    </label>
  );
  const words = (id: string, value: FactValue) => inWords(fact(id), value, book.wording);
  const count = Object.keys(told.facts).length;
  return (
    <section class="card map" aria-labelledby="stance-map">
      <h2 id="stance-map">Stances over two facts</h2>
      <p class="gist">
        {count === 0 ? 'Nothing else is known.' : `The other ${count} facts are as told in “Ask”.`} Choose a cell to open its situation.
      </p>
      <div class="row">
        {chooser('Down', rows, setRows)}
        {chooser('Across', columns, setColumns)}
        {chooser('Side by side', beside, setBeside, true)}
      </div>
      <ul class="legend">{STANCE_IDS.map((stance) => <li class={stance}><span class="swatch">{LETTERS[stance]}</span> {STANCES[stance]}</li>)}</ul>
      {cells && (
        <>
          <div class="sheets" tabIndex={0} role="region" aria-label="Stances as a picture">
            {sides.map((side, index) => (
              <figure>
                {side !== undefined && <figcaption>{fact(beside).label}: {words(beside, side)}</figcaption>}
                <Sheet
                  labelled={index === 0}
                  cells={cells[index]!}
                  rows={values(rows).map((value) => words(rows, value))}
                  columns={values(columns).map((value) => words(columns, value))}
                  open={(row, column) => openSituation(situation(side, values(rows)[row]!, values(columns)[column]!))}
                />
              </figure>
            ))}
          </div>
          <details>
            <summary>The same as a table</summary>
            {sides.map((side, index) => (
              <Table
                caption={side === undefined ? '' : `${fact(beside).label}: ${words(beside, side)}`}
                rows={fact(rows)} columns={fact(columns)} cells={cells[index]!} words={words} values={values}
                open={(row, column) => openSituation(situation(side, row, column))}
              />
            ))}
          </details>
        </>
      )}
    </section>
  );
}

interface SheetGiven {
  /** Side by side, only the first names its rows. */
  labelled: boolean;
  cells: (Stance | null)[][];
  rows: string[];
  columns: string[];
  open(row: number, column: number): void;
}

function Sheet({ labelled, cells, rows, columns, open }: SheetGiven) {
  const label = labelled ? CELL.label : 4;
  const [width, height] = [label + columns.length * CELL.width + 60, CELL.head + rows.length * CELL.height];
  const short = (text: string) => (text.length > 27 ? `${text.slice(0, 26)}…` : text);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label="The map as a picture; the table below says the same.">
      {columns.map((name, column) => (
        <text class="across" transform={`translate(${label + column * CELL.width + 26} ${CELL.head - 8}) rotate(-50)`}>{short(name)}</text>
      ))}
      {rows.map((name, row) => (
        <>
          {labelled && <text x={label - 8} y={CELL.head + row * CELL.height + 20} text-anchor="end">{short(name)}</text>}
          {cells[row]!.map((stance, column) => (
            <g class={`cell ${stance ?? 'none'}`} transform={`translate(${label + column * CELL.width} ${CELL.head + row * CELL.height})`} onClick={() => stance && open(row, column)}>
              <rect width={CELL.width - 2} height={CELL.height - 2} rx="4" />
              <text x={CELL.width / 2 - 1} y={20} text-anchor="middle">{stance ? LETTERS[stance] : ''}</text>
              <title>{`${name}, ${columns[column]}: ${stance ? STANCES[stance] : 'cannot be'}`}</title>
            </g>
          ))}
        </>
      ))}
    </svg>
  );
}

interface TableGiven {
  caption: string;
  rows: Fact;
  columns: Fact;
  cells: (Stance | null)[][];
  words(id: string, value: FactValue): string;
  values(id: string): FactValue[];
  open(row: FactValue, column: FactValue): void;
}

function Table({ caption, rows, columns, cells, words, values, open }: TableGiven) {
  return (
    <div class="scrolls" tabIndex={0} role="region" aria-label={caption || 'Stances'}>
      <table>
        <caption>{caption}</caption>
        <thead><tr><th scope="col">{rows.label}</th>{values(columns.id).map((value) => <th scope="col">{words(columns.id, value)}</th>)}</tr></thead>
        <tbody>
          {values(rows.id).map((row, at) => (
            <tr>
              <th scope="row">{words(rows.id, row)}</th>
              {values(columns.id).map((column, across) => {
                const stance = cells[at]?.[across];
                return <td>{stance ? <button type="button" class="link" onClick={() => open(row, column)}>{STANCES[stance]}</button> : 'cannot be'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const EVIDENCE = ['high', 'moderate', 'low', 'very_low', 'not_applicable'];

/** How evidence is spread over the rules: a bar for each certainty, parted by what the rules do. */
function EvidenceMap({ book }: { book: Handbook }) {
  const parts = [
    ['permissions', book.rules.filter(({ permits }) => permits)],
    ['limits', book.rules.filter(({ at_least }) => at_least)],
    ['advice only', book.rules.filter(({ permits, at_least }) => !permits && !at_least)],
  ] as const;
  const bars = EVIDENCE.map((certainty) => ({ certainty, counts: parts.map(([, rules]) => rules.filter((rule) => rule.certainty === certainty).length) }));
  const most = Math.max(...bars.map(({ counts }) => counts.reduce((sum, count) => sum + count)));
  const said = bars.map(({ certainty, counts }) => `${CERTAINTIES[certainty]}: ${parts.map(([name], part) => `${counts[part]} ${name}`).join(', ')}`).join('; ');
  return (
    <section class="card map" aria-labelledby="evidence-map">
      <h2 id="evidence-map">How evidence is spread over {book.rules.length} rules</h2>
      <ul class="legend">{parts.map(([name], part) => <li><span class={`swatch part-${part}`} /> {name}</li>)}</ul>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Evidence">
        <svg viewBox="0 0 720 200" width="720" height="200" role="img" aria-label={said}>
          {bars.map(({ certainty, counts }, bar) => {
            let x = 190;
            return (
              <>
                <text x="180" y={bar * 38 + 24} text-anchor="end">{CERTAINTIES[certainty]}</text>
                {counts.map((count, part) => {
                  const width = (count / most) * 470;
                  x += width;
                  return <rect class={`part-${part}`} x={x - width} y={bar * 38 + 6} width={Math.max(width - 1, 0)} height="28"><title>{`${count} ${parts[part]![0]}`}</title></rect>;
                })}
                <text x={x + 8} y={bar * 38 + 24}>{counts.reduce((sum, count) => sum + count)}</text>
              </>
            );
          })}
        </svg>
      </div>
      <p class="gist">{said}.</p>
    </section>
  );
}
