import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const opened = (path = join(dataDirectory(), 'kaiji.db')) => {
  const database = testDatabase(path);
  database.define('CREATE TABLE IF NOT EXISTS notes (body TEXT NOT NULL) STRICT');
  return {
    database,
    bodies: () =>
      database.read((db) =>
        db
          .prepare('SELECT body FROM notes ORDER BY rowid')
          .all()
          .map(({ body }) => body),
      ),
    add: (body: string | null) => () =>
      database.writeLightly((db) => {
        db.prepare('INSERT INTO notes (body) VALUES (?)').run(body);
      }),
  };
};

describe('a light write', () => {
  it('is seen by whoever reads next, in this connection and in another', () => {
    const path = join(dataDirectory(), 'kaiji.db');
    const [one, other] = [opened(path), opened(path)];
    one.add('a')();
    expect(one.bodies()).toEqual(['a']);
    expect(other.bodies()).toEqual(['a']);
  });

  it('is whole or not there', () => {
    const { database, bodies, add } = opened();
    expect(() =>
      database.writeLightly((db) => {
        db.prepare('INSERT INTO notes (body) VALUES (?)').run('half');
        throw new Error('on the way');
      }),
    ).toThrow('on the way');
    expect(add(null)).toThrow();
    expect(bodies()).toEqual([]);
  });

  it('leaves the writes after it as durable as those before it', () => {
    const { database, add } = opened();
    const synchronous = () => database.read((db) => db.prepare('PRAGMA synchronous').get());
    const before = synchronous();
    add('a')();
    expect(synchronous()).toEqual(before);
    expect(add(null)).toThrow();
    expect(synchronous()).toEqual(before);
    expect(before).toEqual({ synchronous: 2 });
  });

  it('does not come between a write and its transaction', async () => {
    const { database, bodies, add } = opened();
    const durable = database.write((db) => {
      db.prepare('INSERT INTO notes (body) VALUES (?)').run('durable');
    });
    add('light')();
    await durable;
    expect(bodies()).toEqual(['light', 'durable']);
  });
});
