using System.Globalization;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Interfaces.Spending;

/// <summary>
/// The grain key of a spend key: the tenant's length, a colon, the tenant, the model. No two spend keys have the same one, whatever stands
/// in the names.
/// </summary>
public static class SpendGrainKey
{
    public static string Of(SpendKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Tenant.Length}:{key.Tenant}{key.Model}");

    /// <exception cref="FormatException">The text is no such key.</exception>
    public static SpendKey Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= text.Length - colon - 1)
            return new(text.Substring(colon + 1, length), text[(colon + 1 + length)..]);
        throw new FormatException($"'{text}' is no key of a spend grain; expected the tenant's length, a colon, the tenant and the model.");
    }
}
