import { type CSSProperties, type ReactNode, use, useId, useState } from 'react';

import type { JsonRecord } from '../../protocol/json';
import styles from '../layout.module.css';
import { Children } from './Component';
import { type ComponentProps, FormContext } from './context';
import { type FormValues, initialValues, labelledFields } from './fields';
import { boxStyle, color, length, spacing } from './style';
import { useAct } from './useAct';

function Box({ props, path, direction }: ComponentProps & { direction: 'row' | 'column' }) {
  return (
    <div className={styles.box} data-direction={direction} style={boxStyle(props, direction)}>
      <Children of={props} path={path} />
    </div>
  );
}

export const BoxView = (given: ComponentProps) => <Box {...given} direction="column" />;

export const RowView = (given: ComponentProps) => <Box {...given} direction="row" />;

export const ColView = (given: ComponentProps) => <Box {...given} direction="column" />;

type FormBoxProps = {
  of: JsonRecord;
  path: string;
  submitAction: unknown;
  className?: string | undefined;
  style?: CSSProperties;
  children: ReactNode;
};

/** Collects the values below it and sends them with its action. A form inside another joins it. */
export function FormBox({ of, path, submitAction, className, style, children }: FormBoxProps) {
  const outer = use(FormContext);
  const id = useId();
  const [edits, setEdits] = useState<FormValues>({});
  const values = { ...initialValues(of), ...edits };
  const { act } = useAct(path);
  if (outer.isForm) {
    return (
      <div className={className} style={style}>
        {children}
      </div>
    );
  }
  const setValue = (name: string, value: unknown) => {
    setEdits((all) => ({ ...all, [name]: value }));
  };
  return (
    <form
      className={className}
      style={style}
      onSubmit={(event) => {
        event.preventDefault();
        act(submitAction, values);
      }}
    >
      <FormContext value={{ id, values, setValue, labelled: labelledFields(of), isForm: true }}>
        {children}
      </FormContext>
    </form>
  );
}

export function FormView({ props, path }: ComponentProps) {
  return (
    <FormBox
      of={props}
      path={path}
      submitAction={props.onSubmitAction}
      className={styles.box}
      style={boxStyle(props, 'column')}
    >
      <Children of={props} path={path} />
    </FormBox>
  );
}

export function Spacer({ props }: ComponentProps) {
  return (
    <div
      className={styles.spacer}
      style={{ minWidth: length(props.minSize), minHeight: length(props.minSize) }}
    />
  );
}

export function DividerView({ props }: ComponentProps) {
  const style = {
    '--size': length(props.size) ?? '1px',
    '--color': color(props.color) ?? 'var(--ck-border)',
    marginBlock: spacing(props.spacing),
  };
  return (
    <div
      role="separator"
      className={styles.divider}
      data-flush={props.flush === true}
      style={style}
    />
  );
}

export const Transition = ({ props, path }: ComponentProps) => (
  <div className={styles.transition}>
    <Children of={props} path={path} />
  </div>
);
