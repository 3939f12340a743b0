import type { Font } from 'fontkit';

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** pdfkit takes a typeface that is open already; its published types do not say so. */
      registerFont(name: string, opened: Font): this;
    }
    interface PDFAnnotation {
      /** Whatever a PDF's dictionary may hold, not what the published types think of. */
      annotate(x: number, y: number, w: number, h: number, option: Record<string, unknown>): this;
    }
    interface StructureElementOptions {
      /** Of a head cell: what it is the head of. */
      scope?: 'Column' | 'Row';
    }
  }
  namespace PDFKit {
    interface PDFKitReference {
      end(): void;
    }
    /** Not published, and there is no other way: tests read the finished files with other programs. */
    interface PDFDocument {
      _root: {
        data: {
          AcroForm: { data: { Fields: unknown[]; SigFlags?: number; NeedAppearances?: boolean } };
        };
      };
      _id: Uint8Array;
      _addInfo: () => void;
    }
  }
}
