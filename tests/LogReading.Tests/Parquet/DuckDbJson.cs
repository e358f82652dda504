using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>
/// Compares a row with DuckDB's JSON of it by value. DuckDB writes decimals and single floats as doubles, bytes as <c>\x00</c>, not a number as NaN, and times beyond the year 9999 as text.
/// </summary>
internal static partial class DuckDbJson
{
    private const double Tolerance = 1e-6;

    public static bool IsSame(string ours, string theirs)
    {
        using var one = JsonDocument.Parse(ours);
        using var other = JsonDocument.Parse(NoNumber().Replace(theirs, "${before}null"));
        return IsSame(one.RootElement, other.RootElement);
    }

    private static bool IsSame(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => one.EnumerateObject().Select(member => member.Name).SequenceEqual(other.EnumerateObject().Select(member => member.Name))
            && one.EnumerateObject().Zip(other.EnumerateObject()).All(pair => IsSame(pair.First.Value, pair.Second.Value)),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetRawText() == other.GetRawText() || IsNear(one.GetDouble(), other.GetDouble()),
        (JsonValueKind.String, JsonValueKind.String) => IsSameText(one.GetString()!, other.GetString()!),
        (JsonValueKind.Number or JsonValueKind.Null, JsonValueKind.String) => FarTime().IsMatch(other.GetString()!),
        var (a, b) => a == b,
    };

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= Tolerance * Math.Max(Math.Abs(one), Math.Abs(other));

    private static bool IsSameText(string one, string other)
    {
        if (one == other || one == other + "+00") return true;
        var bytes = BytesOf(other);
        return Encoding.UTF8.GetBytes(one).AsSpan().SequenceEqual(bytes) || one == Convert.ToBase64String(bytes);
    }

    private static byte[] BytesOf(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"(?<before>[:,\[])(-?NaN|-?Infinity)(?=[,\]}])")]
    private static partial Regex NoNumber();

    [GeneratedRegex(@"^(\d{5,}-|\d+-\d\d-\d\d \(BC\))")]
    private static partial Regex FarTime();
}
