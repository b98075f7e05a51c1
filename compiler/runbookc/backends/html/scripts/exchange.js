// Records leave as files and come in as files; what comes in is judged first.
import { ask, element, say } from "./elements.js";
import { isExported } from "./storage.js";
import { nameOf, run } from "./runs.js";
import { contradiction, readRecord, recordOfRun, takeIn } from "./record.js";
import { showRecord } from "./paper.js";

const LARGEST = 5_000_000;

export function exportRecord() {
  const record = recordOfRun();
  const text = `${JSON.stringify(record, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = record.run.name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  const link = element("a", { href: address, download: `${record.runbook.id}.${name || "run"}.json`, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  isExported();
  say("The record was exported.");
}

const refusal = (text) => ask({ title: "Not imported", text: `${text} Nothing was changed.`, refuse: "Close" });

export async function importRecord(file) {
  if (file.size > LARGEST) return refusal("This file is too large for a record.");
  const { problem, record, foreign } = readRecord(await file.text());
  if (problem) return refusal(problem);
  if (foreign) {
    const text = `This record belongs to another edition: “${record.runbook.title}”, digest ${record.runbook.digest.slice(0, 16)}. Nothing was changed.`;
    const look = await ask({ title: "Not imported", text, action: "Read it here", refuse: "Close" });
    if (look) showRecord(record, true);
    return undefined;
  }
  const claim = contradiction(record);
  if (claim) return refusal(`This record was changed, or was not made from this runbook: ${claim}.`);
  takeIn(record);
  say(`Imported as ${nameOf(run().id)}.`);
  return undefined;
}
