using System.Globalization;

namespace Accounting.Counting;

/// <summary>What to measure; <paramref name="Engines"/>: assemblies to measure beside our own, the one to compare with first.</summary>
internal sealed record CountingOptions(
    IReadOnlyList<string> Documents, IReadOnlyList<string> Encodings, IReadOnlyList<string> Engines, int Rounds, int Megabytes, int Seed)
{
    public const string Usage =
        "Usage: Accounting.Counting [--docs FILE,FILE] [--encodings o200k_base,cl100k_base] [--engines DLL,DLL] [--rounds 5] [--megabytes 8] [--seed 1]";

    /// <summary>Null where an argument is unknown or out of bounds.</summary>
    public static CountingOptions? Parse(string[] args)
    {
        var options = new CountingOptions([], ["o200k_base", "cl100k_base"], [], 5, 8, 1);
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            var value = args[at + 1];
            switch (args[at])
            {
                case "--docs": options = options with { Documents = value.Split(',') }; break;
                case "--encodings": options = options with { Encodings = value.Split(',') }; break;
                case "--engines": options = options with { Engines = value.Split(',') }; break;
                case "--rounds" when TryNumber(value, 1000, out var rounds): options = options with { Rounds = rounds }; break;
                case "--megabytes" when TryNumber(value, 1000, out var megabytes): options = options with { Megabytes = megabytes }; break;
                case "--seed" when TryNumber(value, int.MaxValue, out var seed): options = options with { Seed = seed }; break;
                default: return null;
            }
        }
        return args.Length % 2 == 0 ? options : null;
    }

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && number <= most;
}
