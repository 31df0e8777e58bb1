import type { ComponentType } from 'react';

import { asText, type JsonRecord } from '../../protocol/json';
import { Unknown } from '../Unknown';
import { BoxView, ColView, DividerView, FormView, RowView, Spacer, Transition } from './boxes';
import { ButtonView } from './ButtonView';
import type { ComponentProps } from './context';
import {
  Badge,
  Caption,
  IconView,
  ImageView,
  Label,
  MarkdownView,
  TextView,
  Title,
} from './content';
import { childrenOf } from './fields';
import { Checkbox, DatePicker, Input, RadioGroup, Select, Textarea } from './inputs';
import { BasicView, CardView, ListItem, ListView } from './roots';

const COMPONENTS: Readonly<Record<string, ComponentType<ComponentProps>>> = {
  Card: CardView,
  ListView,
  ListViewItem: ListItem,
  Basic: BasicView,
  Box: BoxView,
  Row: RowView,
  Col: ColView,
  Form: FormView,
  Spacer,
  Divider: DividerView,
  Transition,
  Text: TextView,
  Title,
  Caption,
  Markdown: MarkdownView,
  Badge,
  Icon: IconView,
  Image: ImageView,
  Label,
  Button: ButtonView,
  Input,
  Textarea,
  Select,
  DatePicker,
  Checkbox,
  RadioGroup,
};

/** Deeper trees are a mistake. */
const MAX_DEPTH = 60;

export function Component({ props, path }: ComponentProps) {
  const type = asText(props.type) ?? '';
  const View = Object.hasOwn(COMPONENTS, type) ? COMPONENTS[type] : undefined;
  if (path.split('/').length > MAX_DEPTH) return null;
  return View ? <View props={props} path={path} /> : <Unknown type={type} />;
}

export function Children({ of, path }: { of: JsonRecord; path: string }) {
  return childrenOf(of).map((child, at) => {
    const key = asText(child.key) ?? asText(child.id) ?? '';
    return <Component key={`${at} ${key}`} props={child} path={`${path}/${at}`} />;
  });
}
