import { asList, asRecord, asText, isRecord, type JsonRecord } from '../protocol/json';
import { readMessages } from './a2ui/messages';
import { mergeModel, type Surface } from './a2ui/model';

/** One widget of a message, in one of the two languages that agents speak. */
export type Widget =
  | { language: 'a2ui'; name: string; surface: Surface }
  | { language: 'chatkit'; name: string; root: JsonRecord };

const ROOTS: readonly unknown[] = ['Card', 'ListView', 'Basic'];

/** Whether a value is a tree of ChatKit components. */
export function isChatKitRoot(value: unknown): value is JsonRecord {
  return isRecord(value) && ROOTS.includes(value.type) && value.componentTree === undefined;
}

/** The widgets of a component `{type: "Widget", widgets: […]}`. What is not ready yet is left out. */
export function readWidgets(data: JsonRecord): readonly Widget[] {
  const items = Array.isArray(data.widgets) ? asList(data.widgets) : [data.widget];
  return items.map(asRecord).flatMap(readWidget);
}

function readWidget(item: JsonRecord): readonly Widget[] {
  const name = asText(item.name) ?? '';
  const root = [item.widget, item.config, item].find(isChatKitRoot);
  if (root) return [{ language: 'chatkit', name, root }];
  if (Array.isArray(item.messages)) {
    return readMessages(item.messages).map((surface) => ({ language: 'a2ui', name, surface }));
  }
  const config = asRecord(item.config);
  if (!isRecord(config.componentTree)) return [];
  const model = mergeModel(asRecord(config.dataModel), asRecord(item.values));
  return [
    {
      language: 'a2ui',
      name,
      surface: { root: config.componentTree, components: {}, model, styles: config.styles },
    },
  ];
}
