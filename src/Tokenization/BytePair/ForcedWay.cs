namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Environment variable <c>ACCOUNTING_TOKENIZER</c>: which way counters work, to find out whether a fault lies in a fast one. Several words
/// are separated by commas.
/// </summary>
internal static class ForcedWay
{
    private static readonly string[] Words = (Environment.GetEnvironmentVariable("ACCOUNTING_TOKENIZER") ?? "").Split(',');

    /// <summary><c>scalar</c>: without vector instructions, piece by piece.</summary>
    public static bool IsScalar { get; } = Words.Contains("scalar");

    /// <summary><c>checked</c>: every access of the fast way is checked.</summary>
    public static bool IsChecked { get; } = Words.Contains("checked");
}
