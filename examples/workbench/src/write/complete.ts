import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';

/** As much of a JSON Schema as completion reads. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  title?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema | boolean>;
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean;
}

type Step = string | typeof ITEM;
const ITEM = Symbol('an entry of a list');

/** Offers what the schema has at the place of the cursor: fields with what they are for, and values with their texts. */
export function completions(schema: () => Schema | undefined): CompletionSource {
  return (context) => {
    const root = schema();
    if (!root) return null;
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    const field = fieldAt(node);
    if (field) return offered(context, field, fields(context, root, node));
    const value = node.name === 'String' ? node : undefined;
    const before = context.matchBefore(/[:,[]\s*$/);
    if (!value && !(before && context.explicit)) return null;
    return offered(context, value, values(root, pathTo(context, node, true)));
  };
}

/** The name of a field that the cursor is in, or where one could begin. */
function fieldAt(node: SyntaxNode): SyntaxNode | undefined {
  if (node.name === 'PropertyName') return node;
  if (node.name === 'Object' || ((node.name === '{' || node.name === ',') && node.parent?.name === 'Object')) return node;
  return undefined;
}

function offered(context: CompletionContext, node: SyntaxNode | undefined, options: Completion[]): CompletionResult | null {
  if (options.length === 0) return null;
  const within = node && (node.name === 'PropertyName' || node.name === 'String');
  if (!within && !context.explicit) return null;
  return { from: within ? node.from : context.pos, to: within ? node.to : context.pos, options, filter: true, validFor: /^"?[\w.-]*"?$/ };
}

function fields(context: CompletionContext, root: Schema, node: SyntaxNode): Completion[] {
  const object = node.name === 'Object' ? node : node.name === 'PropertyName' ? node.parent?.parent : node.parent;
  if (!object) return [];
  const given = new Set(object.getChildren('Property').map((property) => nameOf(context, property)));
  const own = node.name === 'PropertyName' ? nameOf(context, node.parent!) : undefined;
  const follows = node.name === 'PropertyName' && /^\s*:/.test(context.state.sliceDoc(node.to, node.to + 20));
  const all = new Map<string, Schema>();
  for (const schema of at(root, pathTo(context, object, false))) {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (typeof field === 'object' && !all.has(name)) all.set(name, field);
    }
  }
  return [...all].filter(([name]) => name === own || !given.has(name)).map(([name, field]) => ({
    label: `"${name}"`,
    displayLabel: name,
    detail: short(described(root, field)),
    info: described(root, field) || undefined,
    apply: follows ? `"${name}"` : `"${name}": `,
    type: 'property',
  }));
}

function values(root: Schema, path: Step[]): Completion[] {
  const found = new Map<string, string>();
  for (const schema of at(root, path)) {
    const one = (value: unknown) => value !== null && !found.has(JSON.stringify(value)) && found.set(JSON.stringify(value), described(root, schema));
    if ('const' in schema) one(schema.const);
    schema.enum?.forEach(one);
    if (schema.type === 'boolean') [true, false].forEach(one);
    // A list can be written where its only entry can: the entries are offered too.
    if (typeof schema.items === 'object') for (const entry of spread(root, schema.items)) 'const' in entry && found.set(JSON.stringify(entry.const), described(root, entry));
  }
  return [...found].map(([label, text]) => ({ label, displayLabel: label.replaceAll('"', ''), detail: short(text), info: text || undefined, type: 'constant' }));
}

/** The way from the whole document to a node. */
function pathTo(context: CompletionContext, node: SyntaxNode, value: boolean): Step[] {
  const path: Step[] = [];
  let inner = node;
  if (value && (node.name === 'Array' || node.name === '[' || node.name === ',')) path.unshift(ITEM);
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (inner.name === 'Property') path.unshift(nameOf(context, inner));
    else if (outer.name === 'Array' && inner.name !== '[' && inner.name !== ',') path.unshift(ITEM);
  }
  return path;
}

function nameOf(context: CompletionContext, property: SyntaxNode): string {
  const name = property.getChild('PropertyName');
  return name ? context.state.sliceDoc(name.from, name.to).replaceAll('"', '') : '';
}

/** All schemas that speak of a place. */
function at(root: Schema, path: Step[]): Schema[] {
  let here = spread(root, root);
  for (const step of path) {
    here = here.flatMap((schema) => {
      const next = step === ITEM ? schema.items : (schema.properties?.[step] ?? schema.additionalProperties);
      return typeof next === 'object' ? spread(root, next) : [];
    });
  }
  return here;
}

/** A schema with what it refers to and is one of. */
function spread(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 12) return [];
  const referred = schema.$ref?.startsWith('#/$defs/') ? root.$defs?.[schema.$ref.slice('#/$defs/'.length)] : undefined;
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(referred ? [referred] : [])];
  return [schema, ...others.flatMap((other) => spread(root, other, depth + 1))];
}

function described(root: Schema, schema: Schema): string {
  return spread(root, schema).map(({ description, title }) => description ?? title).find(Boolean) ?? '';
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58)}…` : text;
}
