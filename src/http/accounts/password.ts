/** Passwords that whoever guesses tries first. Length counts and nothing has to stand in them, as NIST SP 800-63B has it. */

const [fewest, most] = [10, 1_000];

/** Words that stand alone, repeated, or with digits and marks beside them in the lists of passwords that were stolen most often. */
const common: ReadonlySet<string> = new Set([
  "password", "passwort", "motdepasse", "contrasena", "passphrase", "mypassword", "newpassword", "secret", "topsecret", "letmein", "welcome", "willkommen", "changeme", "changeit", "default", "administrator", "admin", "root",
  "superuser", "superadmin", "iloveyou", "ilovegod", "trustno", "whatever", "nothing", "football", "baseball", "basketball", "superman", "batman", "spiderman", "starwars", "pokemon", "princess", "sunshine", "butterfly", "chocolate",
  "liverpool", "manchester", "barcelona", "arsenal", "michelle", "jennifer", "jordan", "michael", "charlie", "monkey", "dragon", "master", "shadow", "computer", "internet", "microsoft", "google", "facebook", "samsung", "qwerty", "qwertz",
  "azerty", "asdf", "abc", "abcd", "test", "testing", "tester", "demo", "user", "guest", "login", "company", "summer", "winter", "spring", "autumn", "annua", "arr",
]);

const rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0"];
const inReverse = (text: string): string => [...text].reverse().join("");

/** What a few characters that look alike stand for. */
const plain = (text: string): string => text.replaceAll("@", "a").replaceAll("0", "o").replaceAll("$", "s").replaceAll("3", "e").replaceAll("1", "i").replaceAll(/\P{L}/gu, "");

/** passwordpassword is password. */
const once = (text: string): string => /^(.{3,}?)\1+$/.exec(text)?.[1] ?? text;

function isCommon(text: string): boolean {
  if (rows.some((row) => row.includes(text) || inReverse(row).includes(text))) return true;
  const letters = [plain(text), plain(text.replace(/\P{L}+$/u, "")), text.replaceAll(/\P{L}/gu, "")];
  return letters.some((word) => common.has(once(word)));
}

/** Why a password is not taken; undefined where it is. @param name of the account, in small letters */
export function weaknessOf(password: string, name: string): string | undefined {
  const text = password.toLowerCase();
  if ([...password].length < fewest) return `it has fewer than ${fewest} characters`;
  if (password.length > most) return `it has more than ${most} characters`;
  if (text.includes(name) && password.length < name.length + 6) return "it is little more than the name";
  if (once(text) === name || once(text.replaceAll(/\P{L}/gu, "")) === name) return "it is the name again and again";
  if (new Set(password).size < 4) return "it repeats a few characters";
  return isCommon(text) ? "it is among the first that are guessed" : undefined;
}
