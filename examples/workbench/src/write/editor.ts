import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, HighlightStyle, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic as Mark, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { Diagnostic } from 'demeanor';
import { completions, type Schema } from './complete';

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--card)', fontSize: '0.9rem' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace', lineHeight: '1.5' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--soft)', border: 'none' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-ground) 40%, transparent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-ground) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', border: '1px solid var(--control)', color: 'var(--ink)', maxWidth: '32rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'inherit', opacity: '0.85' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap', fontFamily: 'system-ui, sans-serif' },
  '.cm-panels': { backgroundColor: 'var(--ground)', color: 'var(--ink)' },
  // The marks of faults are drawn by the sheet: the policy lets no picture in that a style brings along.
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy 1.5px' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--fault)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--moderate)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--pause-ground)' },
  '.cm-lint-marker': { width: '1em', textAlign: 'center', fontWeight: '700' },
  '.cm-lint-marker-error': { content: 'none', color: 'var(--fault)' },
  '.cm-lint-marker-error::before': { content: '"!"' },
  '.cm-lint-marker-warning': { content: 'none', color: 'var(--moderate)' },
  '.cm-lint-marker-warning::before': { content: '"?"' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--accent-ground)', color: 'var(--ink)', border: 'none' },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--moderate)' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--soft)' },
]);

export interface Editor {
  text(): string;
  /** Replaces the text as one step, which can be undone, and shows what is new. */
  replace(text: string): void;
  mark(diagnostics: readonly Diagnostic[], document: string): void;
  /** Shows a place in the text, and lets one write there. */
  show(at: number): void;
  destroy(): void;
}

interface Given {
  text: string;
  schema(): Schema | undefined;
  changed(text: string): void;
}

/** An editor in a shadow root: there its styles are sheets, and not elements that the page's policy would refuse. */
export function edit(host: HTMLElement, { text, schema, changed }: Given): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.replaceChildren();
  const parent = root.appendChild(document.createElement('div'));
  parent.style.height = '100%';
  const tell = EditorView.updateListener.of((update) => {
    if (update.docChanged) changed(update.state.doc.toString());
  });
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
      highlightActiveLine(), highlightSelectionMatches(), json(), syntaxHighlighting(colours),
      autocompletion({ override: [completions(schema)], icons: false }), lintGutter(), EditorView.lineWrapping, look,
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': 'Your rules, as JSON' }), tell,
    ],
  });
  const view = new EditorView({ state, parent, root });
  view.scrollDOM.tabIndex = 0;
  return {
    text: () => view.state.doc.toString(),
    replace: (next) => {
      const changed = firstDifference(view.state.doc.toString(), next);
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: changed },
        effects: EditorView.scrollIntoView(changed, { y: 'center' }),
      });
    },
    mark: (diagnostics, document) => {
      const own = view.state.doc.toString();
      view.dispatch(setDiagnostics(view.state, marks(own, diagnostics, document)));
    },
    show: (at) => {
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < other.length && one[at] === other[at]) at++;
  return at;
}

/** Where a fault is in one's own text. One that is about a safeguard below points at the first rule of one's own that it names. */
export function rangeOf(text: string, { place, message, help }: Diagnostic, document: string): { from: number; to: number } | undefined {
  if (place.document === document) {
    if (!place.position) return { from: 0, to: 0 };
    const bytes = new TextEncoder().encode(text);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const letters = (byte: number) => decoder.decode(bytes.subarray(0, byte)).length;
    return { from: letters(place.position.start), to: letters(place.position.end) };
  }
  for (const [, name] of `${help ?? ''} ${message}`.matchAll(/`([^`]+)`/g)) {
    const at = text.search(new RegExp(`"id"\\s*:\\s*"${name!.replace(/[^\w-]/g, '\\$&')}"`));
    if (at >= 0) return { from: at, to: text.indexOf('"', text.indexOf(':', at) + 2) + name!.length + 1 };
  }
  return undefined;
}

function marks(text: string, diagnostics: readonly Diagnostic[], document: string): Mark[] {
  return diagnostics.flatMap((diagnostic) => {
    const range = rangeOf(text, diagnostic, document);
    if (!range) return [];
    const { severity, message, help } = diagnostic;
    const said = help ? `${message}\n${help}` : message;
    return [{ from: Math.min(range.from, text.length), to: Math.min(range.to, text.length), severity: severity === 'error' ? 'error' : 'warning', message: said }];
  });
}
