using System.Text;

namespace Accounting.Tokenization.Tests.SentencePiece;

/// <summary>Small SentencePiece models, written by hand, with the rules of SentencePiece 0.2; published ones are in ReferenceEngineTests.</summary>
public sealed class SentencePieceTests
{
    private const int Unigram = 1, Bpe = 2, Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6;

    private static readonly (string, float, int)[] Pieces =
        [("<unk>", 0, Unknown), ("<s>", 0, Control), ("▁", -1, Normal), ("a", -2, Normal), ("b", -3, Normal), ("ab", -4, Normal), ("▁a", -5, Normal), ("<sep>", 0, UserDefined)];

    [Theory]
    [InlineData(Bpe, "ab", "2 5")]
    [InlineData(Bpe, "aab", "6 5")]
    [InlineData(Bpe, "  a   b  ", "6 2 4")]
    [InlineData(Bpe, "xyab", "2 0 5")]
    [InlineData(Bpe, "a<sep>b", "6 7 4")]
    [InlineData(Bpe, "<s>", "2 0")]
    [InlineData(Bpe, "", "")]
    [InlineData(Bpe, "   ", "")]
    [InlineData(Unigram, "xyab", "2 0 5")]
    [InlineData(Unigram, "ab", "2 5")]
    [InlineData(Unigram, "a<sep>b", "2 3 7 4")]
    public void Encode_SmallModel_FollowsTheRules(int type, string text, string ids)
    {
        var tokenizer = TokenizerFactory.FromSentencePiece(Model(type, Pieces));

        Assert.Equal(ids, string.Join(' ', tokenizer.Encode(text)));
    }

    [Fact]
    public void Decode_Pieces_GivesTheText()
    {
        var tokenizer = TokenizerFactory.FromSentencePiece(Model(Bpe, Pieces));

        Assert.Equal("ab a", tokenizer.DecodeToString([1, 2, 5, 6]));
        Assert.Equal(" \u2047 a", tokenizer.DecodeToString([0, 3]));
    }

    [Fact]
    public void Encode_ByteFallback_GivesTheBytesOfWhatIsUnknown()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, Byte));
        var tokenizer = TokenizerFactory.FromSentencePiece(Model(Bpe, [.. Pieces, .. bytes], byteFallback: true));

        var ids = tokenizer.Encode("aé");

        Assert.Equal([6, 8 + 0xC3, 8 + 0xA9], ids);
        Assert.Equal("aé", tokenizer.DecodeToString(ids));
    }

    [Fact]
    public void Read_CutOrForeignFile_IsRefused()
    {
        var file = Model(Bpe, Pieces);

        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromSentencePiece(file.AsMemory(0, file.Length - 1)));
        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromSentencePiece("no model"u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromSentencePiece(ReadOnlyMemory<byte>.Empty));
        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromSentencePiece(Model(Bpe, [("a", 0, Normal)])));
        Assert.Throws<NotSupportedException>(() => TokenizerFactory.FromSentencePiece(Model(type: 3, Pieces)));
    }

    /// <summary>Bytes of every length and value: read or refused, never anything else.</summary>
    [Fact]
    public void Read_RandomChanges_AreReadOrRefused()
    {
        const int seed = 5;
        var random = new Random(seed);
        var file = Model(Unigram, Pieces);
        for (var i = 0; i < 3000; i++)
        {
            var changed = file.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                TokenizerFactory.FromSentencePiece(changed).Encode("ab <sep> xy");
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }

    private static byte[] Model(int type, (string Text, float Score, int Type)[] pieces, bool byteFallback = false)
    {
        var model = new MemoryStream();
        foreach (var (text, score, kind) in pieces)
        {
            var piece = new MemoryStream();
            Field(piece, 1, Encoding.UTF8.GetBytes(text));
            piece.WriteByte((2 << 3) | 5);
            piece.Write(BitConverter.GetBytes(score));
            piece.Write([3 << 3, (byte)kind]);
            Field(model, 1, piece.ToArray());
        }
        Field(model, 2, [3 << 3, (byte)type, unchecked((byte)(35 << 3)) | 0x80, (35 << 3) >> 7, (byte)(byteFallback ? 1 : 0)]);
        return model.ToArray();
    }

    private static void Field(MemoryStream message, int field, byte[] bytes)
    {
        message.WriteByte((byte)((field << 3) | 2));
        for (var length = bytes.Length; ; length >>= 7)
        {
            message.WriteByte((byte)((length & 0x7F) | (length >= 0x80 ? 0x80 : 0)));
            if (length < 0x80) break;
        }
        message.Write(bytes);
    }
}
