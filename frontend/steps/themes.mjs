/* The dark colours are written once (styles/dark.css, one rule on :root) and stand in the result twice: chosen by the
 * person, and followed from the machine where the person has chosen nothing. `light-dark()` needs Chrome 123. */
import postcss from "postcss";

export function withDarkTheme(css, dark) {
  const rule = postcss.parse(dark).nodes.find((node) => node.type === "rule");
  const body = rule.nodes.filter((node) => node.type === "decl").map((node) => `${node.prop}:${node.value}`).join(";");
  const chosen = `:root[data-theme="dark"]{${body}}`;
  const followed = `@media (prefers-color-scheme: dark){:root:not([data-theme="light"]){${body}}}`;
  return `@media screen{@layer base{${chosen}${followed}}}\n${css}`;
}
