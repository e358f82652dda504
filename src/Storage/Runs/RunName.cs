using System.Globalization;
using System.Security.Cryptography;

namespace Accounting.Storage.Runs;

/// <summary>Names of runs: short to type, the day first.</summary>
internal static class RunName
{
    public const int BytesMin = 2;

    /// <param name="now">When the run starts.</param>
    /// <param name="bytes">How many random bytes: more where the name is taken.</param>
    public static string Of(DateTimeOffset now, int bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"r-{now.UtcDateTime:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes))}");
}
