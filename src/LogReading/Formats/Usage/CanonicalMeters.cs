using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>The meters by the names that they have in files and answers: <c>input_tokens</c>, <c>cached_input_tokens</c>, <c>cache_write_1h_tokens</c>, ... They exclude each other.</summary>
internal static class CanonicalMeters
{
    private static readonly (Meter Meter, byte[] Name)[] Names =
        [.. Enum.GetValues<Meter>().Where(meter => meter < Meter.CountedInputTokens).Select(meter => (meter, Encoding.UTF8.GetBytes(NameOf(meter))))];

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
        if (!call.HasUsage && HasAny(usage) && call.Text.Shape == TextShape.None)
            call.Reject(RejectReasons.InvalidQuantity, "'usage' names no meter that is known; expected names such as input_tokens and output_tokens (docs/LOG-FORMATS.md).");
    }

    private static bool HasAny(JsonValue usage)
    {
        foreach (var (_, value) in usage.Members)
            if (value.IsNumber) return true;
        return false;
    }

    private static string NameOf(Meter meter)
    {
        var name = meter.ToString();
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsAsciiLetterUpper(name[i]) || (char.IsAsciiDigit(name[i]) && !char.IsAsciiDigit(name[i - 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }
}
