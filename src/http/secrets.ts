/** What no log may hold, wherever it stands in an entry of up to three levels. */
const words = ["authorization", "Authorization", "cookie", "Cookie", '["set-cookie"]', "password", "current", "token", "token_hash", "key", "key_hash", "password_hash", "secret"];

export const secrets: readonly string[] = words.flatMap((word) => ["", "*", "*.*"].map((above) => (above === "" ? word : word.startsWith("[") ? `${above}${word}` : `${above}.${word}`)));
