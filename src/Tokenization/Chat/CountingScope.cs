using System.Buffers;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// What the counters of one <see cref="ChatTokenCounter"/> share: the token counter, scratch memory, and the reason why the last count
/// failed.
/// </summary>
internal sealed class CountingScope(TokenCounter counter, ChatCountingOptions options)
{
    /// <summary>Scratch memory that grew beyond this is given back after use.</summary>
    private const int ScratchKept = 1 << 20;

    private ArrayBufferWriter<byte> _scratch = new(1024);

    public ChatCountingOptions Options { get; } = options;

    /// <summary>Why the count failed; empty while it did not.</summary>
    public string Error { get; private set; } = "";

    public void Clear() => Error = "";

    /// <summary>Remembers the reason and answers false.</summary>
    public bool Fail(string error)
    {
        Error = error;
        return false;
    }

    /// <summary>The tokens of a text; 0, without looking, where counting is disabled.</summary>
    public int Count(ReadOnlySpan<byte> utf8) => utf8.IsEmpty || Options.Disabled ? 0 : counter.Count(utf8);

    /// <summary>The tokens of Python's <c>str(value)</c>.</summary>
    public int CountPythonText(JsonValue value)
    {
        if (value.IsString) return Count(value.Utf8);
        var writer = Rent();
        PythonText.WriteText(writer, value);
        return CountRented();
    }

    /// <summary>Empty scratch memory, valid until the next call of this method.</summary>
    public ArrayBufferWriter<byte> Rent()
    {
        if (_scratch.Capacity > ScratchKept) _scratch = new(1024);
        _scratch.ResetWrittenCount();
        return _scratch;
    }

    /// <summary>The tokens of what was written to the scratch memory.</summary>
    public int CountRented() => Count(_scratch.WrittenSpan);
}
