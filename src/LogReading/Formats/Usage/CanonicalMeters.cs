using System.Text;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>The meters by the names that they have in files and answers: <c>input_tokens</c>, <c>cached_input_tokens</c>,
/// <c>cache_write_1h_tokens</c>, ... They exclude each other.</summary>
internal static class CanonicalMeters
{
    private static readonly (Meter Meter, byte[] Name)[] Names =
        [.. Meters.All.Where(meter => meter.Field.Length > 0).Select(meter => (meter.Meter, Encoding.UTF8.GetBytes(meter.Name)))];

    /// <summary>Whether an object has any meter.</summary>
    public static bool Has(JsonValue owner)
    {
        foreach (var (_, name) in Names)
            if (owner[name].HasValue) return true;
        return false;
    }

    public static void Read(JsonValue usage, Call call)
    {
        foreach (var (meter, name) in Names)
        {
            if (call.Count(usage, name) is not { } amount) continue;
            call.HasUsage = true;
            call.Meters.Add(meter, amount);
        }
    }

    /// <summary>Whether an object has any number at all.</summary>
    public static bool HasNumber(JsonValue usage)
    {
        foreach (var (_, value) in usage.Members)
            if (value.IsNumber) return true;
        return false;
    }
}
