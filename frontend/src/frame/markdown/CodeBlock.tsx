import { Code } from '../code/Code';
import { useWords } from '../i18n/context';
import { CopyButton } from '../ui/CopyButton';
import { ScrollBox } from '../ui/ScrollBox';
import { type Element, textOf } from './hast';
import styles from './Markdown.module.css';

function languageOf(node: Element['children'][number] | undefined): string | null {
  const classes = node?.type === 'element' ? node.properties.className : null;
  if (!Array.isArray(classes)) return null;
  const name = classes.find((item) => typeof item === 'string' && item.startsWith('language-'));
  return typeof name === 'string' ? name.slice('language-'.length) : null;
}

export function CodeBlock({ node }: { node: Element | undefined }) {
  const words = useWords();
  const code = node?.children.map(textOf).join('').replace(/\n$/, '') ?? '';
  const language = languageOf(node?.children[0]);
  return (
    <figure className={styles.codeBlock} dir="ltr">
      <figcaption className={styles.codeHead}>
        <span>{language ?? words.code}</span>
        <CopyButton label={words.copyCode} text={code} />
      </figcaption>
      <ScrollBox label={language ?? words.code} className={styles.codeScroll}>
        <pre>
          <Code text={code} language={language} />
        </pre>
      </ScrollBox>
    </figure>
  );
}
