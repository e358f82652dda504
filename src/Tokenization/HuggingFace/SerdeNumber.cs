namespace Accounting.Tokenization.HuggingFace;

/// <summary>
/// Reads a JSON number as Rust's <c>serde_json</c> does by default: the digits as a whole number, then one division or multiplication by
/// a power of ten. That may miss the nearest number by one unit in the last place, and such a unit decides between two equally good ways
/// to cut a text.
/// </summary>
internal static class SerdeNumber
{
    private const int PowerMax = 308;

    private static readonly double[] Powers = [.. Enumerable.Range(0, PowerMax + 1).Select(power =>
        double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <param name="json">A number as JSON writes it, checked by the reader of JSON.</param>
    public static double Parse(ReadOnlySpan<byte> json)
    {
        var isNegative = json[0] == '-';
        if (isNegative) json = json[1..];
        var (significand, exponent, isFraction, isFull) = (0UL, 0, false, false);
        for (; !json.IsEmpty && json[0] is not ((byte)'e' or (byte)'E'); json = json[1..])
        {
            if (json[0] == '.')
            {
                isFraction = true;
                continue;
            }
            var digit = (ulong)(json[0] - '0');
            isFull |= significand > (ulong.MaxValue - digit) / 10;
            if (!isFull) significand = 10 * significand + digit;
            if (isFull && !isFraction) exponent++;
            if (!isFull && isFraction) exponent--;
        }
        if (!json.IsEmpty) exponent += Exponent(json[1..]);
        var value = Scaled(significand, exponent);
        return isNegative ? -value : value;
    }

    private static int Exponent(ReadOnlySpan<byte> text)
    {
        var (isNegative, value) = (text[0] == '-', 0);
        foreach (var digit in text.TrimStart("+-"u8)) value = Math.Min(10 * value + digit - '0', 100_000);
        return isNegative ? -value : value;
    }

    private static double Scaled(ulong significand, int exponent)
    {
        double value = significand;
        for (; exponent < -PowerMax && value > 0; exponent += PowerMax) value /= Powers[PowerMax];
        if (exponent < 0) return exponent < -PowerMax ? 0 : value / Powers[-exponent];
        return exponent > PowerMax ? (value > 0 ? double.PositiveInfinity : 0) : value * Powers[exponent];
    }
}
