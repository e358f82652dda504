using System.Globalization;

namespace Accounting.IdIndex;

/// <summary>What to measure.</summary>
internal sealed record BenchOptions(long Ids, int Batch, int Seed, string? Folder)
{
    /// <summary>Null where an argument is unknown or out of bounds.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions(50_000_000, 8192, 1, null);
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            var value = args[at + 1];
            switch (args[at])
            {
                case "--ids" when TryNumber(value, out var ids): options = options with { Ids = ids }; break;
                case "--batch" when TryNumber(value, out var batch) && batch <= 1_000_000: options = options with { Batch = (int)batch }; break;
                case "--seed" when TryNumber(value, out var seed) && seed <= int.MaxValue: options = options with { Seed = (int)seed }; break;
                case "--folder": options = options with { Folder = value }; break;
                default: return null;
            }
        }
        return args.Length % 2 == 0 ? options : null;
    }

    private static bool TryNumber(string text, out long number)
    {
        var factor = text.Length > 0 ? char.ToUpperInvariant(text[^1]) switch { 'K' => 1_000, 'M' => 1_000_000, _ => 1 } : 1;
        return long.TryParse(factor == 1 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out number) && (number *= factor) > 0;
    }
}
