/** What went wrong in a call; stable, so that the page can switch on it. */
export type CallProblemCode =
  /** The server could not be reached, or the connection to it broke; the call tries again. */
  | 'connection-lost'
  /** The server ended the connection for good: the token is wrong or old, the room is full, another tab took over. */
  | 'refused'
  /** A message was refused; the call goes on. */
  | 'message-refused'
  /** The own microphone ended: unplugged, or taken away. */
  | 'microphone-lost'
  /** The own camera ended: unplugged, or taken away. */
  | 'camera-lost'
  /** Media could not be sent or received over the network. */
  | 'media-failed'
  /** The room changed from the SFU to a mesh or back; media is being set up anew. */
  | 'transport-changed';

/** A failure of the call, in words for people, with its `cause` where there is one. */
export class CallProblem extends Error {
  override readonly name: string = 'CallProblem';
  readonly code: CallProblemCode;

  constructor(code: CallProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
