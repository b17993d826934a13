import type { RefusalCode } from './server-messages.ts';

/** A message or a connection is refused; everything in it may be told to the one who sent it. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly code: RefusalCode;
  /** The field at fault, as a path with dots. */
  readonly field: string | undefined;

  constructor(code: RefusalCode, message: string, field?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.field = field;
  }
}
