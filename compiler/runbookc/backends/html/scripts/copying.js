// A button on every command and path that is to be typed.
import { button, element, say } from "./elements.js";

const LONGEST_TAIL = 24;

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Pages from a disk have no clipboard in some browsers; a selection can still be copied.
function copyBySelection(text) {
  const holder = document.createElement("textarea");
  const before = document.activeElement;
  holder.value = text;
  holder.className = "spoken";
  document.body.append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  before?.focus();
  return copied;
}

function copyButton(text, words) {
  const made = button(words, async () => {
    const copied = await copy(text);
    say(copied ? "Copied." : "The browser does not let this page copy. Select the text and copy it yourself.");
    made.classList.toggle("copied", copied);
    setTimeout(() => made.classList.remove("copied"), 2000);
  }, { className: words ? "copy" : "copy small", title: "Copy", "aria-label": `Copy ${text.slice(0, 80)}` });
  return made;
}

for (const code of document.querySelectorAll("main .code > pre > code")) {
  code.closest(".code").append(copyButton(code.textContent.replace(/\n$/, ""), "Copy"));
}
// The button goes with the end of a path into the next line, unless that end is long.
function attach(made, code) {
  const last = code.lastChild;
  if (last?.nodeType !== Node.TEXT_NODE || last.length > LONGEST_TAIL) return code.append(made);
  const tail = element("span", { className: "tail" });
  last.replaceWith(tail);
  return tail.append(last, made);
}

for (const code of document.querySelectorAll("main :not(pre, a, h1, h2, h3, h4, h5, h6) > code")) {
  if (!code.closest("a")) attach(copyButton(code.textContent, ""), code);
}
