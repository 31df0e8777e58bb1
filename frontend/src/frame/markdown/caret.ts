import type { ExtraProps } from 'react-markdown';

type Element = NonNullable<ExtraProps['node']>;
type Parent = Pick<Element, 'children'>;

/** Elements whose end may hold the caret; code blocks and tables are left alone. */
const CONTAINERS = new Set('p li ul ol blockquote h1 h2 h3 h4 h5 h6 strong em a del'.split(' '));

const isBlank = (child: Element['children'][number]) =>
  child.type === 'text' && child.value.trim() === '';

/** Rehype plug-in: puts a caret behind the last character of a running answer. */
export function rehypeCaret() {
  return (tree: Parent) => {
    let end: Parent = tree;
    for (;;) {
      const last: Element['children'][number] | undefined = end.children.findLast(
        (child) => !isBlank(child),
      );
      if (last?.type !== 'element' || !CONTAINERS.has(last.tagName)) break;
      end = last;
    }
    if (end === tree) return;
    end.children = [
      // The line end after a paragraph in a list item would push the caret to a line of its own.
      ...end.children.filter((child, at) => !isBlank(child) || at < end.children.length - 1),
      { type: 'element', tagName: 'span', properties: { dataCaret: '' }, children: [] },
    ];
  };
}
