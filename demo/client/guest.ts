/** A recorded guest: a full client of the call in a frame of its own, which consents by itself through a real ledger. */
import { runGuest } from './guests/run-guest.ts';

void runGuest();
