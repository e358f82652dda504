using System.Collections.Immutable;
using System.Globalization;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>A prompt size above which another price holds, as in <c>input_cost_per_token_above_200k_tokens_priority</c>.</summary>
/// <param name="Size">Tokens; k = 1,000.</param>
/// <param name="Infix">As it stands in field names: <c>_above_200k_tokens</c>.</param>
/// <param name="Suffix">Empty, or the service tier that it is for: <c>_priority</c>, <c>_batches</c>.</param>
internal sealed record PriceThreshold(long Size, string Infix, string Suffix)
{
    private const string Above = "_above_";
    private const string Tokens = "_tokens";

    /// <summary>Those that decide a request's prices, largest first: the thresholds of the input price (LiteLLM 2.5).</summary>
    public static ImmutableArray<PriceThreshold> In(ImmutableArray<KeyValuePair<string, ExactDecimal>> fields)
    {
        List<PriceThreshold>? found = null;
        foreach (var (field, _) in fields)
        {
            if (!field.StartsWith("input_cost_per_token" + Above, StringComparison.Ordinal)) continue;
            if (Parse(field) is { } threshold) (found ??= []).Add(threshold);
        }
        return found is null ? [] : [.. found.OrderByDescending(threshold => threshold.Size)];
    }

    /// <summary>
    /// The threshold that a field's name holds; null if none (<c>_above_1hr</c> and <c>_above_8s_interval</c> are no sizes of a prompt).
    /// </summary>
    public static PriceThreshold? Parse(string field)
    {
        for (var at = field.IndexOf(Above, StringComparison.Ordinal); at >= 0; at = field.IndexOf(Above, at + 1, StringComparison.Ordinal))
        {
            var number = field.AsSpan(at + Above.Length);
            var digits = number.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 12) continue;
            var rest = number[digits..];
            var size = long.Parse(number[..digits], CultureInfo.InvariantCulture);
            if (rest[0] == 'k')
            {
                rest = rest[1..];
                size *= 1000;
            }
            if (!rest.StartsWith(Tokens)) continue;
            var end = field.Length - rest.Length + Tokens.Length;
            return new(size, field[at..end], field[end..]);
        }
        return null;
    }
}
