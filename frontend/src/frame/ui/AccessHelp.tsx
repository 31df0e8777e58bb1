import type { Access } from '../api/access';
import { useWords } from '../i18n/context';
import styles from './AccessHelp.module.css';

/** For the app's author: why the API does not answer this page, and the three ways out. */
export function AccessHelp({ access: { blocked, page, api } }: { access: Access }) {
  const { access: words } = useWords();
  const ways = [
    { text: words.mountRoutes, code: 'app = st.App("app.py", routes=backend.routes())' },
    { text: words.setFrameUrl, code: 'st_chatkit(frame_url="https://…")' },
    { text: words.allowOrigin, code: `CORS_ALLOW_ORIGINS=${page}` },
  ];
  return (
    <details className={styles.help} open={blocked}>
      <summary className={styles.summary}>{words.forAuthor}</summary>
      <p className={styles.reason}>
        <bdi>{blocked ? words.blocked(api, page) : words.unreachable(api)}</bdi>
      </p>
      <ol className={styles.ways}>
        {ways.map(({ text, code }) => (
          <li key={code}>
            <bdi>{text}</bdi>
            <code className={styles.code} dir="ltr">
              {code}
            </code>
          </li>
        ))}
      </ol>
    </details>
  );
}
