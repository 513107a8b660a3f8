import type { Document } from 'demeanor';
import starter from '../../../demeanor/src/starter.json?raw';

export const STARTER: Document = { name: 'your-clinic.json', text: starter };

interface Example {
  label: string;
  name: string;
  load(): Promise<{ default: string }>;
}

/** The clinics that serve as examples. */
export const EXAMPLES: readonly Example[] = [
  { label: 'a bereavement service', name: 'riverside.json', load: () => import('../../../clinics/riverside.json?raw') },
  { label: 'a service for children and adolescents', name: 'child-and-adolescent.json', load: () => import('../../../clinics/child-and-adolescent.json?raw') },
  { label: 'a crisis line', name: 'crisis-line.json', load: () => import('../../../clinics/crisis-line.json?raw') },
];

/** What a draft can begin from, by its name. */
export async function beginning(name: string): Promise<Document> {
  const example = EXAMPLES.find((example) => example.name === name);
  return example ? { name, text: (await example.load()).default } : STARTER;
}
