using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>One record as formats see it, with what they need to look into it. Reused from record to record.</summary>
internal sealed class Record(FormatSelection formats)
{
    /// <summary>The record's JSON.</summary>
    public JsonIndex Index { get; set; } = new();

    /// <summary>The record's JSON value.</summary>
    public JsonValue Root => Index.Root;

    /// <summary>Whether a key that was asked for stands twice in its object.</summary>
    public bool DuplicateKeySeen => Index.DuplicateKeySeen || Nested.DuplicateKeySeen;

    /// <summary>The formats to choose from.</summary>
    public FormatSelection Formats { get; } = formats;

    /// <summary>Reads JSON that stands in strings.</summary>
    public NestedTexts Nested { get; } = new();

    /// <summary>Takes addresses apart.</summary>
    public AddressTable Addresses { get; } = new();

    /// <summary>What the records before this one in the chunk said of a session.</summary>
    public CodexSession Codex { get; } = new();

    /// <summary>Puts streamed answers together.</summary>
    public StreamJoiner Streams { get; } = new();
}
