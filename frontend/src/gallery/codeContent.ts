/** Code of several languages, one that no colours are known for, and one being written. */
export const CODE = `The query first:

\`\`\`sql
-- Revenue of a quarter by region
SELECT region, sum(price * quantity) AS revenue, count(DISTINCT order_id) AS orders
FROM orders
WHERE ordered_at >= DATE '2026-07-01' AND status <> 'returned'
GROUP BY region
ORDER BY revenue DESC
LIMIT 10;
\`\`\`

Then in Python:

\`\`\`python
import pandas as pd
from dataclasses import dataclass

@dataclass(frozen=True)
class Growth(Figure):
    """Relative change between two periods."""
    current: float
    previous: float = 1.0

    def percent(self, digits: int = 1) -> str:
        # A quarter without orders has no growth.
        if not self.previous:
            return "n/a"
        return f"{(self.current - self.previous) / self.previous:+.{digits}%}"
\`\`\`

\`\`\`json
{ "region": "EMEA", "revenue": 1284300.5, "growing": true, "notes": null }
\`\`\`

\`\`\`tsx
export function Total({ rows }: { rows: readonly Row[] }) {
  const sum = rows.reduce((total, { revenue }) => total + revenue, 0);
  return <output aria-label="Total">{sum.toFixed(2)}</output>;
}
\`\`\`

\`\`\`diff
- revenue = orders.price.sum()
+ revenue = (orders.price * orders.quantity).sum()
\`\`\`

\`\`\`
no language: stays plain
\`\`\`

\`\`\`bash
curl -sS "https://api.example/orders?limit=$LIMIT" | jq '.[] | .region'  # newest first`;
