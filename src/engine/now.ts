/** This moment as the record clock writes it, in UTC. What one deed records, it records at one moment: so it is asked once a deed. */
export const momentNow = (): string => new Date().toISOString().replace("T", " ").replace("Z", "");
