namespace Accounting.Tokenization.Regexes;

/// <summary>Why a pattern is refused.</summary>
internal static class RegexErrors
{
    private const int ShownMax = 200;

    public static NotSupportedException Unsupported(string pattern, int at, string what) =>
        new($"The pattern {Show(pattern)} has {what} before place {at}, which is not supported.");

    public static InvalidDataException Invalid(string pattern, int at, string what) =>
        new($"The pattern {Show(pattern)} is not valid: {what} before place {at}.");

    private static string Show(string pattern) => pattern.Length <= ShownMax ? pattern : pattern[..ShownMax] + "…";
}
