// DuckDB as a second reader and another writer of Parquet files.
// usage: node parquet.mjs rows FILE...          (for each file NAME.jsonl in this folder with its rows, or NAME.error with the reason why DuckDB cannot read it)
//        node parquet.mjs convert LOG.jsonl TABLE.parquet
//        node parquet.mjs write FOLDER          (chats.jsonl and the same table as Parquet: each codec, page version and size of row groups)
import fs from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , command, ...rest] = process.argv;
const database = await (await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' })).connect();

const rows = async (file) => {
  const out = path.basename(file);
  fs.rmSync(`${out}.jsonl`, { force: true });
  try {
    const columns = (await database.runAndReadAll(`describe from read_parquet('${file}')`)).getRowObjectsJson();
    // Shapes have no form that both readers agree on but the bytes of the standard.
    const shapes = columns.filter(({ column_type }) => column_type.startsWith('GEO')).map(({ column_name }) => `ST_AsWKB("${column_name}") as "${column_name}"`);
    await database.run(`copy (select * ${shapes.length ? `replace (${shapes})` : ''} from read_parquet('${file}')) to '${out}.jsonl' (format json)`);
  } catch (error) {
    fs.rmSync(`${out}.jsonl`, { force: true });
    fs.writeFileSync(`${out}.error`, String(error.message));
  }
};

// Every column of the canonical form, texts with all that JSON escapes, nulls everywhere, and a column that is nobody's.
const table = `select case when i % 11 = 3 then null else 'call-' || i end as id, 'tenant ' || (i % 5) as tenant, case i % 3 when 0 then 'gpt-4o' when 1 then 'claude-sonnet-4-5' else 'gpt-4o-mini' end as model,
  timestamp '2026-03-01 12:00:00' + interval (i * 1234567) microsecond as time, case when i % 7 = 0 then null else cast(i * 3 % 5000 as integer) end as input_tokens,
  case when i % 7 = 0 then null else cast(i % 900 as bigint) end as output_tokens, cast(i * 0.000123 as decimal(18, 9)) as cost, i % 2 = 0 as batch,
  case when i % 13 = 5 then null when i % 13 = 6 then [] else list_transform(range(1 + i % 4), k -> {'role': case k % 2 when 0 then 'user' else 'assistant' end,
    'content': case when (i + k) % 17 = 4 then null else 'Grüße "' || i || '" \\ ' || chr(10) || chr(9) || chr(1) || ' 日本 ' || repeat('word ' || (k * i % 50) || ' ', i % 30) end}) end as messages,
  case when i % 4 = 0 then null else map {'key ' || (i % 3): i, 'b': null} end as labels, [[i, null], [], null] as nested, (i * 0.5)::double as nobodys
  from range(3000) numbers(i)`;

const write = async (folder) => {
  await database.run(`create table chats as ${table}`);
  await database.run(`copy chats to '${folder}/chats.jsonl' (format json)`);
  for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])
    for (const version of ['v1', 'v2'])
      for (const size of [2048, 122880])
        await database.run(`copy chats to '${folder}/chats-${codec}-${version}-${size}.parquet' (format parquet, codec '${codec}', parquet_version ${version}, row_group_size ${size})`);
};

const convert = (from, to) => database.run(`copy (from read_json('${from}', format = 'newline_delimited', sample_size = -1)) to '${to}' (format parquet, codec 'zstd')`);

if (command === 'convert') await convert(...rest);
else if (command === 'rows') for (const file of rest) await rows(file);
else await write(rest[0]);
process.exit(0);
