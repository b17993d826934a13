/** The smallest group of which anything is ever shown; no option goes below it. */
export const smallestGroup = 5;

/** Fewer people than this are never told apart by any combination of sums: not one publishes what fewer make. */
export const smallestBatch = 5;

/** The smallest group that is shown window by window; a smaller one is told in words, ever more seldom. */
export const smallestSeries = 20;

/** No part of what is shown of a group covers fewer people than this. */
export const smallestPart = 3;
