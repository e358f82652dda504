namespace Accounting.Core.Text;

/// <summary>How many letters must be put in, left out or changed to make one text of another (Levenshtein), whatever their case.</summary>
public static class EditDistance
{
    // The work grows with the product of the lengths; no name that a person types is longer.
    private const int LengthMax = 1024;

    /// <summary>The distance; -1 where it is more than <paramref name="max"/>, or a text has more than 1,024 characters.</summary>
    public static int Of(string left, string right, int max)
    {
        if (Math.Abs(left.Length - right.Length) > max || Math.Max(left.Length, right.Length) > LengthMax) return -1;
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var (diagonal, best) = (row[0], row[0] = i);
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
                best = Math.Min(best, next);
            }
            if (best > max) return -1;
        }
        return row[^1] <= max ? row[^1] : -1;
    }
}
