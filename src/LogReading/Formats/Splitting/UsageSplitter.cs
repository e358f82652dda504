using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Splitting;

/// <summary>A page or a bucket of a provider's usage report: results in buckets of time. Each result becomes a bucket of one
/// result.</summary>
internal sealed class UsageSplitter : IRecordSplitter
{
    public IReadOnlyList<string> Keys { get; } = ["results", "data"];

    public bool Matches(JsonValue root) =>
        root["results"u8].IsArray ? IsBucket(root) && PartsOf(root).Take(2).Count() != 1 : root["data"u8].IsArray && HasBuckets(root["data"u8]);

    public IEnumerable<JsonValue[]> PartsOf(JsonValue root)
    {
        if (root["results"u8].IsArray)
        {
            foreach (var result in root["results"u8]) yield return [root, result];
            yield break;
        }
        foreach (var bucket in root["data"u8])
            foreach (var result in bucket["results"u8]) yield return [bucket, result];
    }

    public void Write(JsonValue root, JsonValue[] part, ByteText record)
    {
        record.Append("{"u8);
        foreach (var (key, value) in part[0].Members)
            if (!key.Raw.SequenceEqual("results"u8)) record.AppendName(key.Raw).AppendValue(value);
        record.AppendName("results"u8).Append("["u8).AppendValue(part[1]).Append("]}"u8);
    }

    /// <summary>Whether an object is a bucket of OpenAI's or Anthropic's.</summary>
    public static bool IsBucket(JsonValue value) =>
        value["results"u8].IsArray && (value["object"u8].Is("bucket"u8) || value["start_time"u8].HasValue || value["starting_at"u8].HasValue);

    private static bool HasBuckets(JsonValue items)
    {
        foreach (var item in items) return IsBucket(item);
        return false;
    }
}
