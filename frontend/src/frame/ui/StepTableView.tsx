import { useWords } from '../i18n/context';
import { ScrollBox } from './ScrollBox';
import type { StepTable } from './stepTable';
import styles from './Timeline.module.css';

export function StepTableView({ table, label }: { table: StepTable; label: string }) {
  const words = useWords();
  return (
    <ScrollBox label={label} className={styles.table}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col" data-numeric={table.numeric[at]}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, column) => (
                <td key={column} data-numeric={table.numeric[column]}>
                  <bdi dir={table.numeric[column] ? 'ltr' : 'auto'}>{value}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.more > 0 && <p>{words.truncated}</p>}
    </ScrollBox>
  );
}
