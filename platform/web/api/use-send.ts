// A write as a screen does it: `const dispatch = useSend((input: Input, intent) => api.post(…, { intent }))`,
// then `dispatch.send(input)`. A second press while one is under way is ignored; the same input after weather
// carries the same key; a success or a refusal ends the intent. Queries named in `refresh` are asked again.
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { isWeather } from './errors.ts';
import { keepIntent, type Intent } from './intent.ts';

export interface SendHooks<Reply> {
  readonly refresh?: readonly QueryKey[];
  readonly onDone?: (reply: Reply) => void;
  readonly onError?: (error: Error) => void;
}

export interface Sending<Input, Reply> {
  /** Resolves to the reply, or to undefined when it failed (see `error`) or one is already under way. */
  readonly send: (input: Input) => Promise<Reply | undefined>;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly reply: Reply | undefined;
  readonly forget: () => void;
}

export function useSend<Input, Reply>(
  write: (input: Input, intent: Intent) => Promise<Reply>,
  hooks: SendHooks<Reply> = {},
): Sending<Input, Reply> {
  const [keeper] = useState(() => keepIntent());
  const [gate] = useState({ isBusy: false });
  const queries = useQueryClient();
  const mutation = useMutation<Reply, Error, Input>({
    mutationFn: (input) => write(input, keeper.keyFor(input)),
    onError: (error) => {
      if (!isWeather(error)) keeper.done();
      hooks.onError?.(error);
    },
    onSuccess: async (reply) => {
      keeper.done();
      await Promise.all((hooks.refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
      hooks.onDone?.(reply);
    },
  });
  const send = async (input: Input): Promise<Reply | undefined> => {
    if (gate.isBusy) return undefined;
    gate.isBusy = true;
    // A failure is told through `error` and `onError`; the caller of send needs no second way to meet it.
    return mutation
      .mutateAsync(input)
      .then(
        (reply) => reply,
        () => undefined,
      )
      .finally(() => {
        gate.isBusy = false;
      });
  };
  return {
    send,
    isSending: mutation.isPending,
    error: mutation.error,
    reply: mutation.data,
    forget: mutation.reset,
  };
}
