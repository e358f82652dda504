using System.Diagnostics.CodeAnalysis;
using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces;

/// <summary>Refuses a message that contradicts itself: its sender is another version, or wrong. Nothing of it is used.</summary>
internal static class WrongMessage
{
    /// <exception cref="LedgerException"><paramref name="isRight"/> is false.</exception>
    public static void Unless([DoesNotReturnIf(false)] bool isRight, string what)
    {
        if (isRight) return;
        throw new LedgerException(LedgerFault.Refused,
            $"A message of the cluster is wrong: {what}. Nothing of it was used. "
            + "Use the same version of the program everywhere; if it is, please report this.");
    }
}
