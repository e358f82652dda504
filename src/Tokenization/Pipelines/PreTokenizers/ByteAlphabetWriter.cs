namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>
/// The second half of a byte-level step: writes each byte as the printable character that stands for it. Left out where the model works on
/// bytes.
/// </summary>
internal sealed class ByteAlphabetWriter : PieceSplitter
{
    public override bool TryRewrite(ReadOnlySpan<byte> text, bool isStart, Utf8Buffer output)
    {
        ByteAlphabet.Write(text, output);
        return true;
    }

    public override void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces) => pieces.Add(new(0, text.Length));
}
