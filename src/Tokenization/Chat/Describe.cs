using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>Values in error messages.</summary>
internal static class Describe
{
    private const int TextMax = 60;

    public static string Kind(JsonValue value) => value.Kind switch
    {
        JsonKind.Missing => "missing",
        JsonKind.Null => "null",
        JsonKind.True or JsonKind.False => "a boolean",
        JsonKind.Number => "a number",
        JsonKind.String => "a string",
        JsonKind.Array => "a list",
        _ => "an object",
    };

    /// <summary>A short string as it is, else what it is.</summary>
    public static string Text(JsonValue value) => value.IsString && value.Raw.Length <= TextMax ? value.GetString() : Kind(value);
}
