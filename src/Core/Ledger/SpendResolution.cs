namespace Accounting.Core.Ledger;

/// <summary>How finely an answer must tell times apart.</summary>
public enum SpendResolution
{
    /// <summary>Each slot by itself, and each band.</summary>
    Slot = 0,
    /// <summary>Days, UTC, are enough.</summary>
    Day = 1,
    /// <summary>Months, UTC, are enough.</summary>
    Month = 2,
}
