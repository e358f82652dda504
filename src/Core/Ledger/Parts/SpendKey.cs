namespace Accounting.Core.Ledger.Parts;

/// <summary>Whose spend: one tenant's on one model. Entries of one spend key are posted one after the other.</summary>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Model">The response model, or the requested one where the response names none (as in <see cref="SpendFilter.Models"/>).</param>
public readonly record struct SpendKey(string Tenant, string Model) : IComparable<SpendKey>
{
    public static SpendKey Of(EntryKey key) => new(key.Tenant, key.ResponseModel.Length > 0 ? key.ResponseModel : key.RequestedModel);

    /// <summary>Ordinal, by tenant, then by model: the order in which writers take locks.</summary>
    public int CompareTo(SpendKey other) =>
        string.CompareOrdinal(Tenant, other.Tenant) is var order and not 0 ? order : string.CompareOrdinal(Model, other.Model);

    public static bool operator <(SpendKey left, SpendKey right) => left.CompareTo(right) < 0;
    public static bool operator <=(SpendKey left, SpendKey right) => left.CompareTo(right) <= 0;
    public static bool operator >(SpendKey left, SpendKey right) => left.CompareTo(right) > 0;
    public static bool operator >=(SpendKey left, SpendKey right) => left.CompareTo(right) >= 0;
}
