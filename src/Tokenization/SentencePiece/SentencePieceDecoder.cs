using System.Buffers;
using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Decoders;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>
/// Joins pieces as SentencePiece does: control pieces are nothing, unknown ones <c> ⁇ </c>, bytes the characters that they make (U+FFFD
/// for a byte that makes none), and the space that was put in front is taken off.
/// </summary>
internal sealed class SentencePieceDecoder(ModelFile model) : TokenDecoder
{
    private const string Space = "▁";

    private readonly Dictionary<string, PieceType> _special = model.Pieces.Where(
        piece => piece.Type is PieceType.Control or PieceType.Unknown)
        .ToDictionary(piece => Encoding.UTF8.GetString(piece.Text), piece => piece.Type, StringComparer.Ordinal);

    private readonly bool _stripsStart = model.AddsDummyPrefix || model.RemovesExtraSpaces;

    public override List<byte[]> Decode(List<byte[]> texts)
    {
        var (decoded, bytes) = (new Utf8Buffer(), new List<byte>());
        var isStart = true;
        foreach (var text in texts)
        {
            if (model.ByteFallback && ByteTokens.TryParse(text, out var value))
            {
                bytes.Add(value);
                isStart = false;
                continue;
            }
            Flush(bytes, decoded);
            var piece = Piece(Encoding.UTF8.GetString(text), ref isStart);
            decoded.Add(Encoding.UTF8.GetBytes(piece));
        }
        Flush(bytes, decoded);
        return [decoded.Text.ToArray()];
    }

    private string Piece(string text, ref bool isStart)
    {
        if (_special.TryGetValue(text, out var type)) return type == PieceType.Control ? "" : " \u2047 ";
        var wasSpace = false;
        if (isStart && _stripsStart && text.StartsWith(Space, StringComparison.Ordinal))
        {
            text = text[Space.Length..];
            // Where extra spaces are removed, all at the start are.
            wasSpace = !model.RemovesExtraSpaces;
        }
        isStart = isStart && text.Length == 0 && !wasSpace;
        return text.Replace(Space, " ", StringComparison.Ordinal);
    }

    private static void Flush(List<byte> bytes, Utf8Buffer decoded)
    {
        ReadOnlySpan<byte> rest = bytes.ToArray();
        bytes.Clear();
        while (!rest.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done;
            decoded.Add(isCharacter ? rune : Rune.ReplacementChar);
            rest = rest[(isCharacter ? length : 1)..];
        }
    }
}
