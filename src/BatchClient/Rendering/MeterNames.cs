using System.Text;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Rendering;

/// <summary>Meters as the JSON shapes and options spell them: <see cref="Meter.CacheWrite1hTokens"/> is <c>cache_write_1h_tokens</c>.</summary>
internal static class MeterNames
{
    private static readonly string[] Names = [.. Enum.GetNames<Meter>().Select(Snake)];

    /// <summary>By meter number.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string Of(Meter meter) => Names[(int)meter];

    public static bool TryParse(string name, out Meter meter)
    {
        var index = Array.IndexOf(Names, name);
        meter = (Meter)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether the meter counts billable tokens.</summary>
    public static bool IsTokens(Meter meter) =>
        meter is not (Meter.CountedInputTokens or Meter.CountedOutputTokens) && Names[(int)meter].EndsWith("_tokens", StringComparison.Ordinal);

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsAsciiLetterUpper(name[i]) || (char.IsAsciiDigit(name[i]) && !char.IsAsciiDigit(name[i - 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }
}
