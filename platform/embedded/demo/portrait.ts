/** A small portrait as PNG: head and shoulders on a plain ground, drawn the same way every time. */
import { crc32, deflateSync } from 'node:zlib';

const SIZE = 96;

export function portrait(seed: number): Buffer {
  const ground = [200 + (seed % 40), 214, 226 - (seed % 30)];
  const cloth = [60 + ((seed * 37) % 120), 70, 110 + ((seed * 53) % 100)];
  const skin = [236, 200 - (seed % 25), 170];
  const hair = [40 + (seed % 30), 34, 32];
  const rows: number[] = [];
  for (let y = 0; y < SIZE; y++) {
    rows.push(0);
    for (let x = 0; x < SIZE; x++) {
      const inside = (cx: number, cy: number, rx: number, ry: number) =>
        ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
      if (inside(48, 44, 18, 22) && y > 34) rows.push(...skin);
      else if (inside(48, 38, 22, 24)) rows.push(...hair);
      else if (inside(48, 104, 38, 38)) rows.push(...cloth);
      else rows.push(...ground);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
