import { useMemo } from 'react';

import type { WidgetPart } from '../state/types';
import { SurfaceView } from './a2ui/SurfaceView';
import { ChatKitWidget } from './chatkit/ChatKitWidget';
import { readWidgets } from './readWidgets';
import styles from './layout.module.css';

/** The widgets of one part of a message. */
export default function Widgets({ part }: { part: WidgetPart }) {
  const widgets = useMemo(() => readWidgets(part.data), [part.data]);
  return (
    <div className={styles.widgets}>
      {widgets.map((widget, at) =>
        widget.language === 'a2ui' ? (
          <SurfaceView key={at} surface={widget.surface} itemId={part.id} name={widget.name} />
        ) : (
          <ChatKitWidget key={at} root={widget.root} itemId={part.id} />
        ),
      )}
    </div>
  );
}
