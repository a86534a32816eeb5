/* One SVG sprite: the icons of icons/names.txt from Tabler Icons and our own drawings in icons/own/. */
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

function symbol(id, svg, filled) {
  const box = /viewBox="([^"]+)"/.exec(svg)[1];
  const inner = svg
    .replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path\s+stroke="none"\s+d="M0 0h24v24H0z"\s+fill="none"\s*\/>/, "")
    .replace(/\s+/g, " ")
    .replace(/> </g, "><")
    .trim();
  const paint = filled ? ' fill="currentColor" stroke="none"' : "";
  return `<symbol id="${id}" viewBox="${box}"${paint}>${inner}</symbol>`;
}

export async function sprite(here) {
  const upstream = path.join(here, "node_modules/@tabler/icons/icons");
  const names = (await readFile(path.join(here, "icons/names.txt"), "utf8"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const symbols = [];
  for (const name of [...new Set(names)].sort()) {
    const filled = name.endsWith("-filled");
    const file = filled ? `filled/${name.slice(0, -"-filled".length)}.svg` : `outline/${name}.svg`;
    symbols.push(symbol(name, await readFile(path.join(upstream, file), "utf8"), filled));
  }
  for (const file of (await readdir(path.join(here, "icons/own"))).sort()) {
    const svg = await readFile(path.join(here, "icons/own", file), "utf8");
    symbols.push(symbol(path.basename(file, ".svg"), svg, file.startsWith("shape-")));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}
