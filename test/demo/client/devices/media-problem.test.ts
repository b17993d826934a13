import { afterEach, describe, expect, it, vi } from 'vitest';
import { mediaProblemInWords, readMediaProblem } from '../../../../demo/client/devices/media-problem.ts';

afterEach(() => vi.unstubAllGlobals());

describe('readMediaProblem', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'unknown'],
  ])('takes %s for %s', (name, reason) => {
    vi.stubGlobal('navigator', { mediaDevices: {} });
    expect(readMediaProblem(new DOMException('words', name))).toEqual({ reason, detail: 'words' });
  });

  it('says insecure where the browser has no media devices at all', () => {
    vi.stubGlobal('navigator', {});
    expect(readMediaProblem(new TypeError('undefined')).reason).toBe('insecure');
  });
});

describe('mediaProblemInWords', () => {
  it('names the device and what to do', () => {
    const words = mediaProblemInWords(['camera'], { reason: 'busy', detail: '' });
    expect(words.title).toBe('Your camera is in use');
    expect(words.advice).toContain('Close that program');
  });

  it('says it once where both have the same reason', () => {
    const words = mediaProblemInWords(['microphone', 'camera'], { reason: 'denied', detail: '' });
    expect(words.title).toBe('Your microphone and camera are blocked');
  });

  it('quotes the browser where nothing better is known', () => {
    expect(mediaProblemInWords(['camera'], { reason: 'unknown', detail: 'odd' }).advice).toContain('odd');
  });
});
