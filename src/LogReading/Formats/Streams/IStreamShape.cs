using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>
/// Puts one kind of streamed answer together: the body that the same call would have answered without streaming, so that one reader serves
/// both.
/// Events are valid only while they are added. Reused; not thread-safe.
/// </summary>
internal interface IStreamShape
{
    /// <summary>Whether an event is of this kind.</summary>
    bool Knows(JsonValue item);

    void Clear();

    void Add(JsonValue item);

    /// <summary>Writes the whole body as JSON.</summary>
    void Write(ByteText json);
}
