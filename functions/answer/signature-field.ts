/** A place for a signature in a PDF that pdfkit writes: seen by viewers' signature panels, not on paper. */
import type PDFDocument from 'pdfkit';

/** What stands where the range goes until the file is whole. */
const UNKNOWN = 9_999_999_999;
export const UNKNOWN_RANGE = `/ByteRange [0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`;

export interface SignaturePlace {
  /** Who signs. */
  name: string;
  /** Read out where the field is met. */
  label: string;
  /** When it is said to be signed. */
  at: Date;
  /** Bytes that the signature may take. */
  room: number;
}

/**
 * Without measure, so that nothing is drawn; in the structure as a form field; print and locked set, as
 * PDF/A and PDF/UA ask of it.
 * @param element where it stands in the document's structure
 */
export function addSignaturePlace(
  document: InstanceType<typeof PDFDocument>,
  element: PDFKit.PDFStructureElement,
  { name, label, at, room }: SignaturePlace,
): void {
  const signature = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN],
    Contents: new Uint8Array(room),
    Name: pdfText(name),
    M: at,
  });
  document.initForm();
  const form = document._root.data.AcroForm;
  // As pdfkit makes it, viewers would draw the fields anew, and so change what was signed.
  form.data.NeedAppearances = undefined;
  form.data.SigFlags = 3; // there are signatures; only append
  document.annotate(0, document.page.height, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfText('Signature'),
    TU: pdfText(label),
    F: 132,
    V: signature,
    P: document.page.dictionary,
    structParent: element,
  });
  form.data.Fields.push(document.page.annotations.at(-1));
  signature.end();
}

/** pdfkit writes plain strings as names, and these as text. */
export function pdfText(value: string): object {
  return new String(value);
}
