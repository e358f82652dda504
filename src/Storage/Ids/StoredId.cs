using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>One posted call as the index keeps it.</summary>
internal readonly record struct StoredId(CallId Id, ulong Facts, int Run)
{
    /// <summary>The first 32 bits of an identity place it: bucket, range and merge progress are all cut from them.</summary>
    public const int PrefixBits = 32;

    /// <summary>One beyond the last prefix.</summary>
    public const long PrefixEnd = 1L << PrefixBits;

    public static uint PrefixOf(in CallId id) => (uint)(id.High >> PrefixBits);
}
