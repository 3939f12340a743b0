/** An empty document that keeps to PDF/A-2a and PDF/UA-1, with what it says of itself. */
import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { LetterPages } from '../../core/letter/blocks.ts';

export type DocumentFacts = Pick<LetterPages, 'language' | 'paper' | 'title' | 'author' | 'date'>;

/** @param content of which the file's identifier is made: the same content has the same */
export function taggedDocument(
  { language, paper, title, author, date }: DocumentFacts,
  content: unknown,
): InstanceType<typeof PDFDocument> {
  const document = new PDFDocument({
    size: paper,
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: '',
    info: {
      Title: title,
      Author: author,
      Producer: 'Kaiji',
      Creator: 'Kaiji',
      CreationDate: date,
      ModDate: date,
    },
  });
  document._id = createHash('sha256').update(JSON.stringify(content)).digest().subarray(0, 16);
  // pdfkit's own writes a name with & as it is, and knows one standard at a time.
  document._addInfo = () => document.appendXML(metadata({ title, author, date, language }));
  return document;
}

/** XMP, in accord with the entries above; PDF/A wants the property of PDF/UA explained. */
function metadata(facts: Omit<DocumentFacts, 'paper'>): string {
  const [title, author] = [facts.title, facts.author].map(escaped);
  const date = `${facts.date.toISOString().slice(0, 19)}Z`;
  return `
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <xmp:CreateDate>${date}</xmp:CreateDate>
  <xmp:ModifyDate>${date}</xmp:ModifyDate>
  <xmp:CreatorTool>Kaiji</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>${author}</rdf:li></rdf:Seq></dc:creator>
  <dc:language><rdf:Bag><rdf:li>${facts.language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
  <pdf:Producer>Kaiji</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
