using System.Text;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>
/// Keeps the texts that it was asked to count, and takes each byte for a token, so that a test sees exactly what is counted.
/// </summary>
internal sealed class RecordingCounter : TokenCounter
{
    public List<string> Texts { get; } = [];

    public override string EncodingName => "bytes";

    public override int Count(ReadOnlySpan<byte> utf8)
    {
        Texts.Add(Encoding.UTF8.GetString(utf8));
        return utf8.Length;
    }
}
