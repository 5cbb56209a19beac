import { textFile, type TextFile } from "../../domain/textFile";
import type { Found } from "../../domain/guard/check";
import { dealNamedBy, ownerOf } from "../../domain/guard/protection";
import type { Words } from "../shared/words";
import type { GuardModel } from "./guardModel";
import { clientOf, decisionText } from "./guardTexts";

/** Spreadsheets run what begins like a formula: an apostrophe makes it a text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replace(/"/g, '""')}"`;
}

/** The protected clients of an audience as a file for a spreadsheet: to leave them out in a tool beside Dynamics 365. */
export function protectedFile(model: GuardModel, words: Words): TextFile {
  const heads = (
    [
      "SendGuard_File_Client",
      "SendGuard_File_Deal",
      "SendGuard_File_Stage",
      "SendGuard_File_Amount",
      "SendGuard_File_Owner",
      "SendGuard_File_People",
      "SendGuard_File_Hold",
      "SendGuard_File_Decision",
    ] as const
  ).map((key) => words.say(key));
  const lines = [heads, ...model.check.found.map((found) => rowOf(found, model, words))];
  // Excel splits at semicolons where the comma is the decimal sign, as in French and Dutch, and at commas elsewhere.
  const separator = words.decimal(0.5).includes(",") ? ";" : ",";
  // The mark in front tells spreadsheets that this is UTF-8.
  const text = `\ufeff${lines.map((line) => line.map(cell).join(separator)).join("\r\n")}\r\n`;
  return textFile(
    { name: words.say("SendGuard_File_Name"), otherwise: "protected", ending: "csv" },
    "text/csv",
    text,
  );
}

function rowOf(found: Found, model: GuardModel, words: Words): readonly string[] {
  const { protection, key, members } = found;
  const decision = model.standing.get(key);
  const deal = protection.kind === "deal" ? protection.deal : null;
  return [
    clientOf(protection),
    dealNamedBy(protection)?.name || "",
    deal?.stageName || "",
    deal?.amount || "",
    ownerOf(protection)?.name || "",
    String(members.atLeast),
    protection.kind === "hold" ? protection.hold.reason : "",
    decision === undefined ? "" : decisionText(decision, found, model, words),
  ];
}
