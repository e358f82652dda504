using System.Text;
using Accounting.Tokenization.Pipelines.Normalizers;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>Files with random changes are read or refused, never anything else.</summary>
public sealed class DamagedFileTests
{
    private const int Seed = 3;

    private static readonly string[] Files =
    [
        """
        {"version":"1.0","added_tokens":[{"id":4,"content":"<s>","single_word":true,"lstrip":true,"rstrip":true,"normalized":true,"special":true}],
         "normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Replace","pattern":{"Regex":"[a-c&&[^b]]{1,3}(?=x)|\\p{L}\\x{41}"},"content":"yy"}]},
         "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":true,"use_regex":true}]},
         "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}}],"special_tokens":{"<s>":{"ids":[4]}}},
         "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"a"},"content":" "},{"type":"Strip","content":" ","start":1,"stop":2}]},
         "model":{"type":"BPE","unk_token":"a","byte_fallback":true,"fuse_unk":true,"vocab":{"a":0,"b":1,"ab":2,"<0x41>":3},"merges":["a b",["a","b"]]}}
        """,
        """
        {"normalizer":{"type":"BertNormalizer","lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},"decoder":{"type":"WordPiece","prefix":"##"},
         "model":{"type":"WordPiece","unk_token":"?","max_input_chars_per_word":9,"vocab":{"?":0,"a":1,"##b":2}}}
        """,
        """
        {"pre_tokenizer":{"type":"Metaspace","replacement":"_","prepend_scheme":"first"},"model":{"type":"Unigram","unk_id":0,"vocab":[["?",0],["_a",-1.25e0],["b",-3]]}}
        """,
    ];

    [Fact]
    public void FromJson_RandomChanges_AreReadOrRefused()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2000; i++)
        {
            var file = Encoding.UTF8.GetBytes(Files[i % Files.Length]);
            for (var changes = random.Next(1, 4); changes > 0; changes--) file[random.Next(file.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "0123456789{}[]\",:\\abtrue-e"[random.Next(26)]);
            try
            {
                var tokenizer = TokenizerFactory.FromJson(file);
                var ids = tokenizer.Encode("ab Abx 12 <s> aé\U0001F600");
                if (ids.Length > 0) tokenizer.Decode(ids);
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or ArgumentException { ParamName: null })
            {
                Assert.NotEmpty(exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {Seed}, change {i}: {exception}\n{Encoding.UTF8.GetString(file)}");
            }
        }
    }

    [Fact]
    public void CharacterMap_RandomBytes_AreReadOrRefused()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = new byte[4 + 4 * random.Next(40) + random.Next(20)];
            random.NextBytes(bytes);
            BitConverter.TryWriteBytes(bytes, random.Next(4) == 0 ? random.Next() : 4 * random.Next(bytes.Length / 4));
            for (var at = 4; at + 3 < bytes.Length; at += 4) bytes[at + 3] = bytes[at + 2] = (byte)(random.Next(5) == 0 ? 1 : 0);
            try
            {
                var map = new CharacterMap(bytes);
                for (var first = 0; first < 256; first++)
                {
                    map.TryFindLongest([(byte)first, (byte)random.Next(256), 3], out _, out var length);
                    Assert.InRange(length, 0, 3);
                }
            }
            catch (InvalidDataException exception)
            {
                Assert.Contains("compiled character map", exception.Message, StringComparison.Ordinal);
            }
        }
    }
}
