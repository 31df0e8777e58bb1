import { asList, asRecord, type JsonRecord } from '../protocol/json';

/**
 * Surfaces that come as messages grow by further messages: an update holds only the new ones, or
 * all of them again. `merged` is the component after a patch that replaced its `widgets`.
 */
export function mergeWidgetData(before: JsonRecord, merged: JsonRecord): JsonRecord {
  const known = asList(before.widgets).map(asRecord);
  if (known.length === 0 || merged.widgets === before.widgets) return merged;
  const widgets = asList(merged.widgets).map((widget, index) => {
    const fields = asRecord(widget);
    const old = known.find(({ name }) => name === fields.name) ?? known[index];
    if (!Array.isArray(old?.messages) || !Array.isArray(fields.messages)) return widget;
    return { ...fields, messages: continued(old.messages, fields.messages) };
  });
  return { ...merged, widgets };
}

function continued(old: readonly unknown[], news: readonly unknown[]): readonly unknown[] {
  const repeats = old.every((item, at) => JSON.stringify(item) === JSON.stringify(news[at]));
  return repeats ? news : [...old, ...news];
}
