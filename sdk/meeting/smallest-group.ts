/** The smallest group of which anything is ever shown; no option goes below it. */
export const smallestGroup = 5;
