import type { ExtraProps } from 'react-markdown';

export type Element = NonNullable<ExtraProps['node']>;

/** The text of a node and all that is in it. */
export function textOf(node: Element['children'][number]): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}
