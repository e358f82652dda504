namespace Accounting.Core.Ledger.Repricing;

/// <summary>Why pricing again is refused. Nothing was stored then.</summary>
public static class RepriceRules
{
    public static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused("Prices cannot be applied without a reason; nothing was posted. Say why with --reason: it stays with each adjustment.");
    }

    public static LedgerException WhatIfApplied() => Refused(
        "A price file and another model only show what would be; nothing was posted. Register or import the prices, then apply the version that this makes.");

    public static LedgerException NotKept(string version) => Refused(
        $"Cost map {version} is not kept in this ledger, so nobody could explain later what was applied; nothing was posted. "
        + "Apply the newest one, or one of 'accounting models diff'.");

    public static LedgerException Changed(string planned, string present) => Refused(
        $"The plan {planned} is out of date: the usage within its scope, or the prices that it uses, changed since it was made (it would be {present} now). "
        + "Nothing was posted. Make the plan anew, look at it and apply it.");

    public static LedgerException UnknownModel(string model, IReadOnlyList<string> near) => Refused(
        $"No price is known for the model '{model}'."
        + (near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Take(3).Select(name => $"'{name}'"))}?") + " 'accounting models list' names all.");

    private static LedgerException Refused(string message) => new(LedgerFault.Refused, message);
}
