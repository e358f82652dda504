using System.Globalization;

namespace Accounting.Core.Pricing.Resolving;

/// <summary>
/// Models without an entry of their own that are priced by their number of parameters, which stands in their name (LiteLLM 2.6).
/// </summary>
internal static class SizeClasses
{
    /// <summary>The entry that prices models of that size; null for other providers, or where no size stands in the name.</summary>
    public static string? Of(string provider, string name) => provider switch
    {
        "fireworks_ai" => Fireworks(name),
        "together_ai" => Together(name),
        _ => null,
    };

    private static string Fireworks(string name)
    {
        if (Mixture(name) is { } total)
        {
            if (total <= 56_000) return "fireworks-ai-moe-up-to-56b";
            if (total <= 176_000) return "fireworks-ai-56b-to-176b";
        }
        return Millions(name) switch
        {
            null => "fireworks-ai-default",
            <= 4_000 => "fireworks-ai-up-to-4b",
            <= 16_000 => "fireworks-ai-4.1b-to-16b",
            _ => "fireworks-ai-above-16b",
        };
    }

    private static string? Together(string name)
    {
        if (Millions(name) is not { } size) return null;
        if (name.Contains("embed", StringComparison.OrdinalIgnoreCase) || name.Contains("bge", StringComparison.OrdinalIgnoreCase))
            return size <= 150 ? "together-ai-embedding-up-to-150m" : size <= 350 ? "together-ai-embedding-151m-to-350m" : null;
        return size switch
        {
            <= 4_000 => "together-ai-up-to-4b",
            <= 8_000 => "together-ai-4.1b-8b",
            <= 21_000 => "together-ai-8.1b-21b",
            <= 41_000 => "together-ai-21.1b-41b",
            <= 80_000 => "together-ai-41.1b-80b",
            <= 110_000 => "together-ai-81.1b-110b",
            _ => null,
        };
    }

    // 8x22b: millions of parameters of all experts
    private static long? Mixture(string name)
    {
        for (var x = name.IndexOf('x', StringComparison.OrdinalIgnoreCase); x > 0; x = name.IndexOf('x', x + 1))
        {
            var start = x;
            while (start > 0 && char.IsAsciiDigit(name[start - 1])) start--;
            if (x - start is 0 or > 4 || SizeAt(name, x + 1) is not { } each) continue;
            return long.Parse(name.AsSpan(start, x - start), CultureInfo.InvariantCulture) * each;
        }
        return null;
    }

    // 70b, 1.5b, 350m: millions of parameters
    private static long? Millions(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiDigit(name[i]) || (i > 0 && (char.IsAsciiLetterOrDigit(name[i - 1]) || name[i - 1] == '.'))) continue;
            if (SizeAt(name, i) is { } size) return size;
        }
        return null;
    }

    private static long? SizeAt(string name, int start)
    {
        var end = start;
        while (end < name.Length && (char.IsAsciiDigit(name[end]) || name[end] == '.')) end++;
        if (end == start || end == name.Length || end - start > 8
            || (end + 1 < name.Length && char.IsAsciiLetterOrDigit(name[end + 1]))) return null;
        var unit = char.ToLowerInvariant(name[end]) switch { 'b' => 1000m, 'm' => 1m, _ => 0m };
        var digits = name.AsSpan(start, end - start);
        return unit != 0 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (long)decimal.Ceiling(number * unit)
            : null;
    }
}
