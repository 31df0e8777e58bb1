import type { ComponentType } from 'react';

import { Unknown } from '../Unknown';
import { AudioPlayer, Divider, IconView, ImageView, TextView, VideoView } from './content';
import { CheckBox, DateTimeInput, MultipleChoice, Slider, TextField } from './inputs';
import { ButtonView, CardView, Column, ListView, Modal, Row, Tabs } from './layout';
import type { Node } from './tree';

const COMPONENTS: Readonly<Record<string, ComponentType<{ node: Node }>>> = {
  Text: TextView,
  Heading: TextView,
  Image: ImageView,
  Icon: IconView,
  Video: VideoView,
  AudioPlayer,
  Divider,
  Row,
  Column,
  List: ListView,
  Card: CardView,
  Tabs,
  Modal,
  Button: ButtonView,
  CheckBox,
  TextField,
  DateTimeInput,
  MultipleChoice,
  Slider,
};

export function NodeView({ node }: { node: Node }) {
  const Component = Object.hasOwn(COMPONENTS, node.type) ? COMPONENTS[node.type] : undefined;
  return Component ? <Component node={node} /> : <Unknown type={node.type} />;
}
