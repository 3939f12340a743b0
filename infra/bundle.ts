/**
 * Makes each entry of `functions/lambda/entries/` into a folder that Lambda runs: code in one piece and, for what is imported
 * only when it is needed, pieces beside it; files that the code reads lie where it looks for them.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const ENTRIES = join(ROOT, 'functions/lambda/entries');

/** Files that a module reads beside itself, by the module. A module that reads others is refused. */
const READS: Readonly<Record<string, readonly string[]>> = {
  'functions/pages/assets.ts': ['functions/pages/base.css'],
  'functions/portal/assets.ts': [
    'functions/portal/style.css',
    'functions/portal/mask.js',
    'functions/portal/check.js',
    'functions/pages/kaiji.svg',
    'functions/proof',
  ],
  'functions/console/app.ts': ['functions/console/console.css', 'functions/console/queue.js'],
  'functions/answer/index-page.ts': ['functions/answer/index-page'],
  'functions/answer/typeface.ts': [
    ...typeface('@embedpdf/fonts-jp', 'NotoSansJP-Regular.otf', 'NotoSansJP-Bold.otf'),
    ...typeface('@embedpdf/fonts-latin', 'NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'),
    ...typeface('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'),
    ...typeface('@embedpdf/fonts-kr', 'NotoSansKR-Regular.otf'),
    ...['metadata.json', 'package.json', '400Regular/NotoEmoji_400Regular.ttf'].map(
      (file) => `node_modules/@expo-google-fonts/noto-emoji/${file}`,
    ),
  ],
  // Colours of a letter are those of this profile (PDF/A).
  'node_modules/pdfkit/js/pdfkit.node.mjs': ['node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc'],
};

/** The package's own entry is there only to be found beside its typefaces. */
function typeface(name: string, ...files: string[]): string[] {
  return ['package.json', 'dist/index.cjs', ...files.map((file) => `fonts/${file}`)].map(
    (file) => `node_modules/${name}/${file}`,
  );
}

/** Where a bundled module lay is forgotten by bundling: it looks for its files as if it still lay there. */
const whereItLay: Plugin = {
  name: 'where-it-lay',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$|[/\\]pdfkit\.node\.mjs$/, namespace: 'file' }, ({ path }) => {
      const module = nameOf(path);
      const text = readFileSync(path, 'utf8');
      if (!LOOKS_BESIDE_ITSELF.test(text)) return null;
      if (!(module in READS)) throw new UnknownReader(module);
      const place = `new URL(${JSON.stringify(`./${module}`)}, import.meta.url).href`;
      const contents = text.replaceAll('import.meta.url', place);
      return { contents, loader: module.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

const LOOKS_BESIDE_ITSELF = /\bimport\.meta\.|\b__dirname\b|\b__filename\b/;

class UnknownReader extends Error {
  override readonly name = 'UnknownReader';
  constructor(module: string) {
    super(`${module} reads files that infra/bundle.ts does not know`);
  }
}

/** Packages that look for files beside themselves, and of which nobody has said which. */
function refuseUnknownReaders({ inputs }: Metafile): void {
  for (const input of Object.keys(inputs)) {
    const module = nameOf(resolve(ROOT, input));
    const isPackage = module.startsWith('node_modules/') && /\.[cm]?js$/.test(module);
    if (!isPackage || module in READS) continue;
    if (LOOKS_BESIDE_ITSELF.test(readFileSync(resolve(ROOT, input), 'utf8')))
      throw new UnknownReader(module);
  }
}

/** From the root of the repository, wherever packages are installed. */
function nameOf(path: string): string {
  const [, inPackages] = /[/\\](node_modules[/\\].*)$/.exec(path) ?? [];
  return (inPackages ?? relative(ROOT, path)).split(sep).join('/');
}

/** All we say to people has words of our own: of zod's only the English are kept, which logs and tests may meet. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** Our typefaces are no WOFF2: without its decoder and the decoder's dictionary a bundle with letters is a quarter lighter. */
const noWoff2: Plugin = {
  name: 'no-woff2',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]brotli[/\\]decompress\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('WOFF2 is not read here'); };",
      loader: 'js',
    }));
  },
};

export interface Bundle {
  folder: string;
  metafile: Metafile;
}

export const entryNames = (): string[] =>
  readdirSync(ENTRIES)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

/** @param into emptied first */
export async function bundle(name: string, into: string, dataMap: string): Promise<Bundle> {
  const folder = join(into, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { index: join(ENTRIES, `${name}.ts`) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [whereItLay, englishOnly, noWoff2],
    // Packages in CommonJS ask for `require`, which ES modules do not have.
    banner: {
      js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);",
    },
  });
  refuseUnknownReaders(metafile);
  const modules = Object.keys(metafile.inputs).map((input) => nameOf(resolve(ROOT, input)));
  for (const read of modules.flatMap((module) => READS[module] ?? [])) copy(read, folder);
  if ('functions/lambda/data-map.ts' in metafile.inputs)
    cpSync(join(ROOT, dataMap), join(folder, 'data-map.json'));
  return { folder, metafile };
}

function copy(read: string, folder: string): void {
  const to = join(folder, read);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(ROOT, read), to, { recursive: true, dereference: true });
}
