import { useId, useState } from 'react';

import { asText, type JsonRecord } from '../../protocol/json';
import { ActionNote } from '../ActionNote';
import { useSender } from '../context';
import { Component } from './Component';
import { FormContext, SenderContext } from './context';
import { type FormValues, initialValues, labelledFields } from './fields';

type Props = { root: JsonRecord; itemId: string };

/** A tree of ChatKit components. */
export function ChatKitWidget({ root, itemId }: Props) {
  const sender = useSender(itemId, root);
  const id = useId();
  const [edits, setEdits] = useState<FormValues>({});
  const scope = {
    id,
    values: { ...initialValues(root), ...edits },
    setValue: (name: string, value: unknown) => {
      setEdits((all) => ({ ...all, [name]: value }));
    },
    labelled: labelledFields(root),
    isForm: false,
  };
  return (
    <SenderContext value={sender}>
      <FormContext value={scope}>
        <Component props={root} path={asText(root.id) ?? 'root'} />
      </FormContext>
      <ActionNote status={sender.status} />
    </SenderContext>
  );
}
