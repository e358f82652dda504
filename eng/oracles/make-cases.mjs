// Makes tests/Tokenization.Tests/Data/reference-cases.jsonl.br: small tokenizers of every part, and what Rust's tokenizers 0.22.2 does with texts.
// usage: node make-cases.mjs > reference-cases.jsonl.br   (in a folder where package.json is installed)
import zlib from 'node:zlib';
import native from '@anush008/tokenizers';

let state = 20261122;
const random = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 4294967296) * n); };
const pick = (list) => list[random(list.length)];

const alphabet = () => {
  const characters = [];
  let other = 256;
  for (let b = 0; b < 256; b++) characters.push(String.fromCodePoint((b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174 ? b : other++));
  return characters;
};
const file = (parts) => ({ version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...parts });
const added = (content, id, options = {}) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...options });

// Each byte is a token; within a piece, behind its first one, another: the ids tell the text that the model got, and where it was cut.
const bytes = alphabet();
const byteVocabulary = Object.fromEntries([...bytes.map((c, i) => [c, i]), ...bytes.map((c, i) => ['##' + c, 256 + i])]);
const byteModel = { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '##', end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, vocab: byteVocabulary, merges: [] };
const toBytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
const overBytes = (parts) => file({ model: byteModel, decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true }, ...parts,
  pre_tokenizer: { type: 'Sequence', pretokenizers: [...(parts.pre_tokenizer ? [parts.pre_tokenizer] : []), toBytes] } });

const texts = [
  '', ' ', 'Hello, world! It\'s 2024.', '  two  spaces \t\n\r\n x ', 'don\'t WE\'LL \'ſx it\'S', 'Größe İstanbul ΑΣ ΣΑΣ ǅ ẞ', 'e\u0301 n\u0303 \u1e9b\u0323 ﬁ ① ½ Ⅷ ㌀ ㍿',
  '日本語、テスト。漢字𠀀𪜀 カﾞ', '한글 \u1112\u1161\u11ab', 'नमस्ते १२३ हिन्दी', 'مرحبا ١٢٣ \u064b\u0651', '👩‍👩‍👧 🇩🇪 ☺\ufe0f 1\ufe0f\u20e3', 'a\u00a0b\u2003c\u3000d\u0085e\u2028f\ufeffg\u200bh\u200di\u180ej\u001ck',
  'x²y³z¹ ¼½¾ 𝟘𝟙 ٣ Ⅳ ⅷ', '__a_b-c‿d·e', '$5+3=8^2`~|<>', '«quoted» “curly” ‘single’ —dash– …', '\u0000\u0001\u001f\u007f\u0080\u009f\ufffd', '\u0378\ue000\u{e0001}\u{10ffff}', '<s>a</s> <mask>b <mask> <mask>x',
  'aaaaabbbbb \n\n\n  \n a', 'ab1234cd56 7 ababaab bé Bé bÉ xBé', '\u{11de0}\u{11de1} \u{a7ce} \u{16ea0} \u{10d6e} \u061d \u{107a0} \u{32ff} \u{1133b}a\u0897b',
];

const normalizers = [
  ...['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents', 'Nmt'].map((type) => ({ type })),
  ...[[true, true], [true, false], [false, true]].map(([strip_left, strip_right]) => ({ type: 'Strip', strip_left, strip_right })),
  { type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }, { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
  { type: 'Replace', pattern: { Regex: "``|''" }, content: '"' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: '' },
  { type: 'Sequence', normalizers: [{ type: 'NFD' }, { type: 'Lowercase' }, { type: 'StripAccents' }] },
  { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }] },
  ...[[true, true, null, true], [false, true, true, false], [true, false, false, true], [false, false, null, false]]
    .map(([clean_text, handle_chinese_chars, strip_accents, lowercase]) => ({ type: 'BertNormalizer', clean_text, handle_chinese_chars, strip_accents, lowercase })),
];
const patterns = [
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  "(?i:[sdmt]|ll|ve|re)|\\w+|\\W", "[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s",
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", '[一-龥぀-ゟ゠-ヿ]+', '\\p{N}{1,3}',
  "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
  ' ?[^(\\s|[.,!?…。，、।۔،])]+', '[\\p{L}&&[a-z]]+|.', '(?<!a)b|a(?=b)|(?>a+)b', '^.|.$', '\\bl|\\B.', 'a{2,3}?|b{2}|b{,1}c', '(?:ab|a)+', '\\A.|.\\z|\\h{2}', '[^a-z]', '\\p{^L}+', '\\x{1F1E9}|\\u00e9|\\x2d',
  '(?:a|b)*?c|\\d{2,}', '[a\\-z]|[\\[\\]]|[-a]', '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:\'s|\'t|\'re|\'ve|\'m|\'ll|\'d)?|\\S',
];
const behaviors = ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'];
const preTokenizers = [
  { type: 'Whitespace' }, { type: 'WhitespaceSplit' }, { type: 'BertPreTokenizer' }, { type: 'CharDelimiterSplit', delimiter: 'a' },
  ...[true, false].map((individual_digits) => ({ type: 'Digits', individual_digits })), ...behaviors.map((behavior) => ({ type: 'Punctuation', behavior })),
  ...['always', 'never', 'first'].flatMap((prepend_scheme) => [true, false].map((split) => ({ type: 'Metaspace', replacement: '▁', prepend_scheme, split }))),
  ...[true, false].flatMap((add_prefix_space) => [true, false].map((use_regex) => ({ type: 'ByteLevel', add_prefix_space, trim_offsets: true, use_regex }))),
  ...patterns.map((Regex) => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false })),
  ...behaviors.flatMap((behavior) => [true, false].map((invert) => ({ type: 'Split', pattern: { Regex: '[ae]|\\s' }, behavior, invert }))),
  { type: 'Split', pattern: { String: '. ' }, behavior: 'Isolated', invert: false },
];
const cases = [];
for (const normalizer of normalizers) cases.push(overBytes({ normalizer }));
for (const pre_tokenizer of preTokenizers) cases.push(overBytes({ pre_tokenizer }));
const flags = ['single_word', 'lstrip', 'rstrip', 'normalized'];
for (let bits = 0; bits < 16; bits++) {
  const options = Object.fromEntries(flags.map((flag, i) => [flag, (bits >> i) % 2 === 1]));
  cases.push(overBytes({ normalizer: { type: 'Lowercase' }, added_tokens: [added('<mask>', 600, options), added('<s>', 601), added('ab', 602, options), added('aba', 603, options), added('Bé', 604, options)] }));
}
cases.push(overBytes({ pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first' }, added_tokens: [added('<s>', 600), added('</s>', 601)] }));
for (const post_processor of [
  { type: 'BertProcessing', sep: ['[SEP]', 700], cls: ['[CLS]', 701] }, { type: 'RobertaProcessing', sep: ['</s>', 700], cls: ['<s>', 701], trim_offsets: true, add_prefix_space: true },
  { type: 'TemplateProcessing', single: [{ SpecialToken: { id: 'X', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: 'Y', type_id: 0 } }, { SpecialToken: { id: 'X', type_id: 0 } }],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }], special_tokens: { X: { id: 'X', ids: [5], tokens: ['x'] }, Y: { id: 'Y', ids: [6, 7], tokens: ['y', 'z'] } } },
]) cases.push(overBytes({ post_processor }));

// Models over a small alphabet, with unknown characters, ties and everything else that may go wrong.
const word = () => Array.from({ length: 1 + random(9) }, () => pick([...'aaabbbccdd▁▁é日😀xyz'])).join('');
const words = () => Array.from({ length: 14 }, () => Array.from({ length: random(4) }, word).join(pick(['', ' ', 'a'])));
const byteTokens = Array.from({ length: 256 }, (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`);
for (let i = 0; i < 40; i++) {
  const [prefix, suffix] = i % 4 === 3 ? ['##', ''] : i % 4 === 2 ? ['', '</w>'] : ['', ''];
  const fallback = i % 8 < 2;
  const tokens = new Set(['<unk>', ...(fallback ? byteTokens.slice(random(2) * 100) : [])]);
  for (const c of 'abcd▁é') if (random(8) > 0) for (const t of [c, prefix + c, c + suffix]) tokens.add(t);
  const merges = [];
  for (let j = 0; j < 30; j++) {
    const list = [...tokens].filter((t) => !/^<(unk|0x)/.test(t) && (!suffix || j < 50));
    const [left, right] = [pick(list), pick(list)];
    if (left.endsWith('</w>') || (prefix && !right.startsWith(prefix)) || left.length + right.length > 14) continue;
    const merged = left + right.slice(prefix.length);
    tokens.add(merged);
    merges.push(i % 2 ? [left, right] : left.includes(' ') || right.includes(' ') ? [left, right] : `${left} ${right}`);
  }
  const pairs = i % 2 ? merges : merges.map((m) => (Array.isArray(m) ? m.join(' ') : m));
  cases.push({ ...file({ model: { type: 'BPE', dropout: null, unk_token: i % 5 === 4 ? null : '<unk>', continuing_subword_prefix: prefix || null, end_of_word_suffix: suffix || null, fuse_unk: i % 3 === 0,
    byte_fallback: fallback, ignore_merges: i % 7 === 6, vocab: Object.fromEntries([...tokens].map((t, id) => [t, id])), merges: pairs },
    pre_tokenizer: i % 2 ? { type: 'WhitespaceSplit' } : null,
    decoder: suffix ? { type: 'BPEDecoder', suffix } : { type: 'Sequence', decoders: [{ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }] } }), texts: words() });
}
for (let i = 0; i < 24; i++) {
  const fallback = i % 4 === 1;
  const tokens = new Map([['<unk>', 0]]);
  if (fallback) for (const t of byteTokens) tokens.set(t, -9);
  for (const c of 'abcd▁é') if (random(8) > 0) tokens.set(c, -random(6) - 3);
  for (let j = 0; j < 25; j++) tokens.set([...word()].slice(0, 1 + random(5)).join(''), i % 2 ? -random(4) - 2 : -random(1000) / 100);
  cases.push({ ...file({ model: { type: 'Unigram', unk_id: 0, byte_fallback: fallback, vocab: [...tokens] }, pre_tokenizer: i % 3 ? { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: i % 2 === 0 } : null,
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true } }), texts: words() });
}
for (let i = 0; i < 16; i++) {
  const tokens = new Set(['[UNK]']);
  for (const c of 'abcd▁é') for (const t of [c, '##' + c]) if (random(6) > 0) tokens.add(t);
  for (let j = 0; j < 30; j++) tokens.add((random(2) ? '##' : '') + [...word()].slice(0, 1 + random(4)).join(''));
  cases.push({ ...file({ model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: i % 2 ? 100 : 6, vocab: Object.fromEntries([...tokens].map((t, id) => [t, id])) },
    pre_tokenizer: { type: 'WhitespaceSplit' }, decoder: { type: 'WordPiece', prefix: '##', cleanup: i % 2 === 0 } }), texts: words() });
}

const lines = [];
for (const { texts: own, ...tokenizer } of cases) {
  const engine = native.Tokenizer.fromString(JSON.stringify(tokenizer));
  const results = [];
  for (const text of own ?? texts) {
    const encoding = await engine.encode(text, null, { addSpecialTokens: true });
    const ids = Array.from(encoding.getIds());
    let decoded = null;
    try { decoded = await engine.decode(ids, false); } catch { /* an id without a token */ }
    results.push({ text, ids, decoded });
  }
  // The vocabulary of bytes is the same in many: it is named, not written.
  const isOverBytes = tokenizer.model === byteModel;
  lines.push(JSON.stringify({ bytes: isOverBytes, tokenizer: isOverBytes ? { ...tokenizer, model: null } : tokenizer, results }) + '\n');
}
process.stdout.write(zlib.brotliCompressSync(lines.join('')));
