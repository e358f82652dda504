using System.Globalization;

namespace Accounting.LedgerMaker;

/// <summary>What ledger to make.</summary>
internal sealed record MakerOptions(string Out, long Sums, long Calls, int Tenants, int Days, int Seed)
{
    /// <summary>Null where an argument is unknown, missing or out of bounds.</summary>
    public static MakerOptions? Parse(string[] args)
    {
        var options = new MakerOptions("", 2_000_000, 100_000_000, 40, 365, 1);
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            var value = args[at + 1];
            switch (args[at])
            {
                case "--out": options = options with { Out = value }; break;
                case "--sums" when TryNumber(value, out var sums): options = options with { Sums = sums }; break;
                case "--calls" when TryNumber(value, out var calls): options = options with { Calls = calls }; break;
                case "--tenants" when TryNumber(value, out var tenants) && tenants <= 100_000: options = options with { Tenants = (int)tenants }; break;
                case "--days" when TryNumber(value, out var days) && days <= 3_650: options = options with { Days = (int)days }; break;
                case "--seed" when TryNumber(value, out var seed) && seed <= int.MaxValue: options = options with { Seed = (int)seed }; break;
                default: return null;
            }
        }
        return args.Length % 2 == 0 && options.Out.Length > 0 && options.Calls >= options.Sums ? options : null;
    }

    private static bool TryNumber(string text, out long number)
    {
        var factor = text.Length > 0 ? char.ToUpperInvariant(text[^1]) switch { 'K' => 1_000, 'M' => 1_000_000, _ => 1 } : 1;
        return long.TryParse(factor == 1 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out number) && (number *= factor) > 0;
    }
}
