/** Which passwords are refused: those that whoever guesses tries first, and none for what does not stand in it. */
import { expect, test } from "vitest";
import { weaknessOf } from "../../src/http/accounts/password.js";

test.each(["", "short", "nine char", "x".repeat(1001), "aaaaaaaaaaaa", "abababababab", "jane", "janejane1", "janejanejane", "Jane-2026-jane", "1234567890", "0987654321", "qwertyuiop", "1qaz2wsx3edc", "Password123", "P@ssw0rd2026!", "passwordpassword", "welcome2026!", "Administrator", "iloveyou1234", "abcdefghijkl", "Annua-2026!!", "changeme!!!!!"])(
  "%s is refused", (password) => expect(weaknessOf(password, "jane")).toMatch(/^it (?:has|is|repeats)/),
);

test.each(["four words and a day", "correct horse battery staple", "tr0ub4dor&3xyz", "ночной поезд домой", "7391845026", "welcome to the jungle", "password of my grandmother", "jane drives a red bus", "🐎🔋📎✅🐎🔋📎✅🦓🌵"])(
  "%s is taken", (password) => expect(weaknessOf(password, "jane")).toBeUndefined(),
);
