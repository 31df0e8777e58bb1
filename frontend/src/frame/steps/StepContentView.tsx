import {
  Circle,
  CircleCheck,
  CircleX,
  ExternalLink as ExternalLinkIcon,
  FileText,
  LoaderCircle,
} from 'lucide-react';

import { useLocale } from '../i18n/context';
import { formatPercent } from '../i18n/format';
import { ExternalLink } from '../markdown/ExternalLink';
import { linkHost, safeLink } from '../markdown/links';
import { Icon } from '../ui/Icon';
import { CodeBox } from './CodeBox';
import { languageOfFile } from './codeLanguage';
import type { StepContent, StepFile, StepLink, StepPassage, StepTask } from './readStep';
import styles from './steps.module.css';

function SafeLink({ url, children }: { url: string | null; children: string }) {
  const address = safeLink(url ?? undefined);
  if (!address) return <span>{children}</span>;
  return (
    <ExternalLink url={address} text={children}>
      {children}
    </ExternalLink>
  );
}

function LinkItem({ item }: { item: StepLink }) {
  const address = safeLink(item.url ?? undefined);
  return (
    <li>
      <SafeLink url={item.url}>{item.title}</SafeLink>
      {address && <small className={styles.host}>{linkHost(address)}</small>}
      {item.text !== '' && <p className={styles.excerpt}>{item.text}</p>}
    </li>
  );
}

function FileItem({ item }: { item: StepFile }) {
  return (
    <li>
      {item.name !== '' && (
        <span className={styles.file}>
          <Icon of={FileText} size={15} />
          <SafeLink url={item.url}>{item.name}</SafeLink>
        </span>
      )}
      {item.text !== '' && (
        <CodeBox text={item.text} label={item.name} language={languageOfFile(item.name)} />
      )}
    </li>
  );
}

function PassageItem({ item }: { item: StepPassage }) {
  const locale = useLocale();
  return (
    <li>
      {item.title !== '' && <span className={styles.source}>{item.title}</span>}
      {item.relevance !== null && (
        <small className={styles.host}>
          {locale.words.steps.relevance(formatPercent(item.relevance, locale))}
        </small>
      )}
      <p className={styles.excerpt}>{item.text}</p>
    </li>
  );
}

const TASK_ICONS = {
  pending: Circle,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleX,
} as const;

function TaskItem({ item }: { item: StepTask }) {
  const { words } = useLocale();
  return (
    <li className={styles.task} data-status={item.status}>
      <span role="img" aria-label={words.steps.taskStatus[item.status]}>
        <Icon of={TASK_ICONS[item.status]} size={16} />
      </span>
      <span>{item.text}</span>
    </li>
  );
}

/** What a step of a known kind found or did. Texts are text, addresses are links. */
export default function StepContentView({ content }: { content: StepContent }) {
  const { words } = useLocale();
  switch (content.kind) {
    case 'links':
      return (
        <ul className={styles.list}>
          {content.items.map((item, at) => (
            <LinkItem key={at} item={item} />
          ))}
        </ul>
      );
    case 'files':
      return (
        <ul className={styles.list}>
          {content.items.map((item, at) => (
            <FileItem key={at} item={item} />
          ))}
        </ul>
      );
    case 'passages':
      return (
        <ul className={styles.list}>
          {content.items.map((item, at) => (
            <PassageItem key={at} item={item} />
          ))}
        </ul>
      );
    case 'tasks':
      return (
        <ul className={styles.list}>
          {content.items.map((item, at) => (
            <TaskItem key={at} item={item} />
          ))}
        </ul>
      );
    case 'program':
      return (
        <div className={styles.list}>
          <CodeBox text={content.code} label={words.code} language={content.language} />
          {content.output !== '' && <CodeBox text={content.output} label={words.output} />}
        </div>
      );
    case 'page':
      return (
        <p className={styles.file}>
          <Icon of={ExternalLinkIcon} size={15} />
          <SafeLink url={content.url}>{content.url}</SafeLink>
        </p>
      );
  }
}
