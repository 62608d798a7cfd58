// JSON logs. Personal data never enters: bodies are not logged, and what could slip in is redacted by name.
import { pino, type Logger, type LoggerOptions } from 'pino';

export type Log = Logger;

/** What every log of the server is made with, whatever it is written to. */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  redact: {
    paths: ['*.password', '*.phone', '*.token', '*.csrf', 'req.headers.cookie', 'req.headers.authorization'],
    censor: '–',
  },
  // Driver errors carry the statement's parameters: message, code and stack are enough.
  serializers: {
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      message: error.message,
      code: error.code,
      stack: error.stack,
      cause: error.cause instanceof Error ? error.cause.message : undefined,
    }),
  },
});

export const createLog = (level: string): Log => pino(logOptions(level));

export const silentLog = (): Log => pino({ level: 'silent' });
