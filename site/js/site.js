// Copy buttons on code, and nothing that the pages need in order to work.
"use strict";

for (const block of document.querySelectorAll(".code")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    const code = block.querySelector("code");
    await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  block.append(button);
}

// Browsers that cannot show the inside of a closed <details> get the menu open on wide screens.
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 60rem)");
  const show = () => {
    for (const part of document.querySelectorAll(".menu, .toc")) part.open = wide.matches;
  };
  wide.addEventListener("change", show);
  show();
}
