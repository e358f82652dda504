using Accounting.Core.Ledger;

namespace Accounting.Core.Pricing;

/// <summary>One immutable version of the cost map, as posting needs it. Thread-safe.</summary>
public interface IPriceList
{
    /// <summary>The version's number or name, stored with each entry.</summary>
    string Version { get; }

    /// <summary><c>sha256:…</c> of the version's canonical form.</summary>
    string Digest { get; }

    /// <summary>
    /// The unit prices for a key; null where no model of that name is known. Calls of <see cref="Usage.Slot.Undated"/> are priced as of
    /// <paramref name="undatedAt"/>.
    /// </summary>
    Rates? Find(EntryKey key, DateTimeOffset undatedAt);
}
