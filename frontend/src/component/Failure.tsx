type FailureProps = { detail: string; locale?: string | undefined };

const WORDS = {
  en: {
    title: 'The chat could not start.',
    advice: 'Reload the page. If that does not help, tell the owner of this app:',
  },
  zh: {
    title: '聊天无法启动。',
    advice: '请刷新页面。如果问题仍然存在，请将以下信息告知应用的负责人：',
  },
};

/** Stands in the place of a chat that cannot be drawn. */
export function Failure({ detail, locale = navigator.language }: FailureProps) {
  const { title, advice } = WORDS[locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'];
  return (
    <div role="alert" className="failure">
      <strong>{title}</strong>
      <p>{advice}</p>
      <code>{detail}</code>
    </div>
  );
}
