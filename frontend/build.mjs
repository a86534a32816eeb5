/* Builds what the browser gets: dist/app.css, app.js, icons.svg, favicon.svg, fonts/.
 * Everything comes from the lock file and this folder; nothing is fetched while building. */
import { mkdir, readFile, readdir, rm, writeFile, copyFile } from "node:fs/promises";
import { watch } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { fromTabler } from "./steps/tabler.mjs";
import { withDarkTheme } from "./steps/themes.mjs";
import { sprite } from "./steps/sprite.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const dist = path.join(here, "dist");
const letters = path.join(here, "../build/fonts");
/* Offices run old machines: Chrome 109 is the last one for Windows 7 and 8.1. */
const target = ["chrome109", "firefox115", "safari16"];

async function fonts() {
  const upstream = path.join(path.dirname(require.resolve("@fontsource/be-vietnam-pro/package.json")), "files");
  await mkdir(path.join(dist, "fonts"), { recursive: true });
  for (const weight of [400, 500, 600, 700]) {
    for (const subset of ["latin", "vietnamese"]) {
      await copyFile(
        path.join(upstream, `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
        path.join(dist, "fonts", `bvp-${subset}-${weight}.woff2`),
      );
    }
    await copyFile(path.join(here, "fonts", `figures-${weight}.woff2`), path.join(dist, "fonts", `figures-${weight}.woff2`));
  }
}

/* The letters of official documents, for the typesetter: it reads files, the browser gets none of them. */
async function documentFonts() {
  const upstream = path.dirname(require.resolve("@expo-google-fonts/tinos/package.json"));
  await mkdir(letters, { recursive: true });
  for (const style of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
    await copyFile(path.join(upstream, style, `Tinos_${style}.ttf`), path.join(letters, `Tinos_${style}.ttf`));
  }
}

/* Places in percent as classes (`at-37`), because the content policy refuses inline styles. */
function places() {
  return `@layer base{${Array.from({ length: 101 }, (_, at) => `.at-${at}{--at:${at}%}`).join("")}}`;
}

async function styles() {
  const bundled = await esbuild.build({
    entryPoints: [path.join(here, "styles/app.css")],
    bundle: true,
    write: false,
    external: ["fonts/*"],
    target,
    minify: false,
  });
  const tabler = fromTabler(await readFile(require.resolve("@tabler/core/dist/css/tabler.css"), "utf8"));
  const dark = await readFile(path.join(here, "styles/dark.css"), "utf8");
  const whole = `@layer tabler, base, layout, components, print;\n@layer tabler{${tabler}}\n${places()}\n${withDarkTheme(bundled.outputFiles[0].text, dark)}`;
  const { code } = await esbuild.transform(whole, { loader: "css", minify: true, target });
  await writeFile(path.join(dist, "app.css"), code);
}

async function scripts() {
  await esbuild.build({
    entryPoints: ["app", "reading", "offline"].map((name) => path.join(here, `scripts/${name}.js`)),
    bundle: true,
    format: "iife",
    minify: true,
    target,
    legalComments: "none",
    outdir: dist,
  });
}

async function icons() {
  await writeFile(path.join(dist, "icons.svg"), await sprite(here));
  await copyFile(path.join(here, "icons/favicon.svg"), path.join(dist, "favicon.svg"));
}

async function report() {
  let total = 0;
  for (const name of (await readdir(dist, { recursive: true })).sort()) {
    const body = await readFile(path.join(dist, name)).catch(() => null);
    if (!body) continue;
    const wire = name.endsWith(".woff2") ? body.length : Math.min(brotliCompressSync(body).length, gzipSync(body).length);
    total += wire;
    console.log(`${name.padEnd(36)} ${(body.length / 1024).toFixed(1).padStart(8)} KB ${(wire / 1024).toFixed(1).padStart(8)} KB on the wire`);
  }
  console.log(`${"all".padEnd(46)} ${(total / 1024).toFixed(1).padStart(11)} KB on the wire`);
}

async function all() {
  await mkdir(dist, { recursive: true });
  await Promise.all([fonts(), documentFonts(), styles(), scripts(), icons()]);
}

await rm(dist, { recursive: true, force: true });
await all();
await report();

if (process.argv.includes("--watch")) {
  let timer;
  for (const folder of ["styles", "scripts", "icons"]) {
    watch(path.join(here, folder), () => {
      clearTimeout(timer);
      timer = setTimeout(() => all().then(() => console.log("built"), (fault) => console.error(fault.message)), 150);
    });
  }
}
