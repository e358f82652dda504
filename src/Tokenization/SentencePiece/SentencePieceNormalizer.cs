using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Normalizers;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>
/// SentencePiece's own normalizer: the longest match of the compiled character map at each place, then spaces as the model wants them.
/// User-defined pieces stay as they are.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="userDefined">Its user-defined pieces.</param>
internal sealed class SentencePieceNormalizer(ModelFile model, ByteTrie userDefined) : Normalizer
{
    private readonly CharacterMap? _map = model.CharacterMap.Length > 0 ? new(model.CharacterMap) : null;
    private readonly byte[] _space = Encoding.UTF8.GetBytes(model.EscapesSpaces ? "▁" : " ");

    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        if (text.IsEmpty) return;
        if (model.RemovesExtraSpaces)
        {
            while (!text.IsEmpty && Next(text, out var length).SequenceEqual(" "u8)) text = text[length..];
            if (text.IsEmpty) return;
        }
        if (model is { AddsDummyPrefix: true, SpaceIsSuffix: false }) output.Add(_space);
        var isAfterSpace = model.RemovesExtraSpaces;
        while (!text.IsEmpty)
        {
            var next = Next(text, out var length);
            text = text[length..];
            if (isAfterSpace) next = next.TrimStart((byte)' ');
            if (!next.IsEmpty)
            {
                Write(next, output);
                isAfterSpace = model.RemovesExtraSpaces && next[^1] == ' ';
            }
        }
        if (model.RemovesExtraSpaces)
            while (output.Text.EndsWith(_space)) output.Shorten(_space.Length);
        if (model is { AddsDummyPrefix: true, SpaceIsSuffix: true }) output.Add(_space);
    }

    /// <summary>What the begin of a text becomes, and how many bytes of it that is.</summary>
    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, out int length)
    {
        if (userDefined.Longest(text, out length) != ByteTrie.None) return text[..length];
        if (_map is not null && _map.TryFindLongest(text, out var replacement, out length)) return replacement;
        Rune.DecodeFromUtf8(text, out _, out length);
        return text[..length];
    }

    private void Write(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        foreach (var value in text)
        {
            if (value == ' ') output.Add(_space);
            else output.Add(value);
        }
    }
}
