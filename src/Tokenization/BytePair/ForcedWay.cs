using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Which way counters work: the widest one that the processor has, unless the environment variable <c>ACCOUNTING_TOKENIZER</c> names another,
/// to find out whether a fault lies in a fast one. Several words are separated by commas.
/// </summary>
internal static class ForcedWay
{
    private static readonly string[] Words = (Environment.GetEnvironmentVariable("ACCOUNTING_TOKENIZER") ?? "").Split(',');

    /// <summary><c>checked</c>: each access of the fast ways to memory is checked.</summary>
    public static bool IsChecked { get; } = Words.Contains("checked");

    /// <summary><c>scalar</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>; a width that the processor lacks is slow, not wrong.</summary>
    public static CountingWay Way { get; } =
        Enum.GetValues<CountingWay>().Where(way => Words.Contains(way.ToString().ToLowerInvariant())).DefaultIfEmpty(Widest).First();

    private static CountingWay Widest =>
        !Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian ? CountingWay.Scalar
        : Vector512.IsHardwareAccelerated ? CountingWay.Vector512
        : Vector256.IsHardwareAccelerated ? CountingWay.Vector256
        : CountingWay.Vector128;
}
