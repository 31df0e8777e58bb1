import { memo, useId } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkCjkFriendly from 'remark-cjk-friendly';

import { useWords } from '../i18n/context';
import a11y from '../ui/a11y.module.css';
import { splitBlocks } from './blocks';
import { rehypeCaret } from './caret';
import { CodeBlock } from './CodeBlock';
import { ExternalLink } from './ExternalLink';
import { FootnoteLink } from './FootnoteLink';
import { textOf } from './hast';
import { headingTrails, rehypeHeadings } from './headings';
import { safeLink } from './links';
import styles from './Markdown.module.css';
import { Formula } from './math/Formula';
import { settleFormulas } from './math/settle';
import { FORMULA } from './math/syntax';
import { RemoteImage } from './RemoteImage';
import { ScrollableTable } from './ScrollableTable';
import { remarkSyntax } from './syntax';
import { TaskMark } from './TaskMark';
import { settleUnfinished } from './unfinished';

const remarkPlugins = [remarkSyntax, remarkCjkFriendly];

// Addresses are judged where they are used, with the whole URL at hand.
const keepAddress = (address: string) => address;

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const components: Components = {
  a: ({ href, children, id, node, 'aria-label': label }) => {
    const { dataFootnoteRef, dataFootnoteBackref } = node?.properties ?? {};
    if (href !== undefined && (dataFootnoteRef ?? dataFootnoteBackref) !== undefined) {
      return (
        <FootnoteLink id={id} href={href} label={label}>
          {children}
        </FootnoteLink>
      );
    }
    const url = safeLink(href);
    if (!url) return <span>{children}</span>;
    return (
      <ExternalLink url={url} text={node === undefined ? '' : textOf(node)}>
        {children}
      </ExternalLink>
    );
  },
  code: ({ className, children, node }) =>
    className === FORMULA && typeof children === 'string' ? (
      <Formula tex={children} display={node?.properties.dataDisplay === true} />
    ) : (
      <code>{children}</code>
    ),
  em: ({ children, node }) => (
    <em data-dotted={node !== undefined && HAN_OR_KANA.test(textOf(node))}>{children}</em>
  ),
  img: ({ src, alt }) => <RemoteImage src={typeof src === 'string' ? src : ''} alt={alt ?? ''} />,
  input: ({ checked }) => <TaskMark done={checked === true} />,
  pre: ({ node }) => <CodeBlock node={node} />,
  table: ({ children }) => <ScrollableTable>{children}</ScrollableTable>,
};

type BlockProps = {
  text: string;
  /** The trail to the last heading above. */
  trail: string;
  streaming: boolean;
  unfinished: boolean;
};

const Block = memo(function Block({ text, trail, streaming, unfinished }: BlockProps) {
  const words = useWords();
  const id = useId();
  const remarkRehypeOptions = {
    // Two messages may both have a footnote 1.
    clobberPrefix: `${id}-`,
    footnoteLabel: words.footnotes,
    footnoteLabelTagName: 'h1',
    footnoteLabelProperties: { className: [a11y.hidden ?? ''] },
    footnoteBackLabel: words.backToText,
  };
  return (
    <ReactMarkdown
      components={components}
      rehypePlugins={[[rehypeHeadings, trail], ...(streaming ? [rehypeCaret] : [])]}
      remarkPlugins={remarkPlugins}
      remarkRehypeOptions={remarkRehypeOptions}
      urlTransform={keepAddress}
    >
      {unfinished ? settleUnfinished(text) : text}
    </ReactMarkdown>
  );
});

type Props = {
  text: string;
  /** More is coming. */
  streaming?: boolean;
  /** It ends where it was broken off, and looks as it did at that moment. */
  brokenOff?: boolean;
};

/** Markdown from the agent. HTML in it is text; nothing is loaded and no script address survives. */
export const Markdown = memo(function Markdown(props: Props) {
  const { text, streaming = false, brokenOff = false } = props;
  const unfinished = streaming || brokenOff;
  const blocks = splitBlocks(settleFormulas(text, unfinished));
  const trails = headingTrails(blocks);
  return (
    <div className={styles.markdown} dir="auto">
      {blocks.map((block, at) => (
        <Block
          key={at}
          text={block}
          trail={trails[at] ?? ''}
          streaming={streaming && at === blocks.length - 1}
          unfinished={unfinished && at === blocks.length - 1}
        />
      ))}
    </div>
  );
});
