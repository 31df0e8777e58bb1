import { useLocale } from '../i18n/context';
import { decimalFormat } from '../i18n/format';
import { ScrollBox } from './ScrollBox';
import type { StepTable } from './stepTable';
import styles from './Timeline.module.css';

export function StepTableView({ table, label }: { table: StepTable; label: string }) {
  const locale = useLocale();
  const columns = table.columns.map(({ name, numeric, decimals }) => {
    const amounts = decimals === null ? null : decimalFormat(decimals, locale);
    const written = (value: string | number) =>
      amounts !== null && typeof value === 'number' ? amounts.format(value) : String(value);
    return { name, numeric, written };
  });
  return (
    <ScrollBox label={label} className={styles.table}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, numeric }, at) => (
              <th key={at} scope="col" data-numeric={numeric}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {columns.map(({ numeric, written }, column) => (
                <td key={column} data-numeric={numeric}>
                  <bdi dir={numeric ? 'ltr' : 'auto'}>{written(row[column] ?? '')}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.more > 0 && <p>{locale.words.truncated}</p>}
    </ScrollBox>
  );
}
