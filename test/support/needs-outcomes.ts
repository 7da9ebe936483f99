/** How the note of a skipped test begins that needs data which no repository may hold: the one skip that is always allowed. */
export const needsOutcomes = "needs the recorded outcomes";
