import type { Font } from 'fontkit';

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** pdfkit takes a typeface that is open already; its published types do not say so. */
      registerFont(name: string, opened: Font): this;
    }
  }
}
