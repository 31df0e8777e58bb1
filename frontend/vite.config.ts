import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** `vite build --mode gallery --outDir …` builds the gallery instead; it is not part of the wheel. */
const GALLERY = { gallery: path('gallery.html') };
const PAGES = { index: path('index.html'), frame: path('frame.html') };

/** Every browser that the page runs in reads WOFF2; KaTeX's other formats would add 0.8 MB to the wheel. */
const woff2Only: Plugin = {
  name: 'katex-woff2-only',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('katex.min.css')
      ? code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]*"\)/g, '')
      : null,
};

export default defineConfig(({ mode }) => ({
  // Streamlit serves the component below a path that only the server knows.
  base: './',
  plugins: [react(), woff2Only],
  resolve: {
    // streamlit-component-lib depends on React 16 and apache-arrow, which nothing here uses.
    alias: { 'apache-arrow': path('src/component/no-arrow.ts') },
    dedupe: ['react', 'react-dom'],
  },
  build: {
    outDir: path('../streamlit_chatkit/static'),
    emptyOutDir: true,
    target: 'es2022',
    // Older targets make `light-dark()` depend on variables that no style sheet here sets: the
    // colour scheme is the host's choice, made while the page runs.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: mode === 'gallery' ? GALLERY : PAGES,
      output: {
        // The two pages are two documents of one app: React is downloaded once for both.
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: path('src/patience.ts'),
    testTimeout: 30_000,
    retry: 1,
    maxWorkers: '100%',
    restoreMocks: true,
  },
}));
